"""A register that behaves, and one that does everything else: no answer harms, hangs or leads elsewhere."""

import pytest

from app.runtime.outgoing.door import Door
from app.runtime.settings import Settings
from app.runtime.taxpayers import LiveRegister, NoRegister, RegisterAway, chosen
from scripts.chaos.stub import Behaviour, Stub, dripping, dying, saying
from scripts.waiting import until

NUMBER = "27AAGCK7412M1Z7"


class TestAnswer:
    def test_is_the_json_of_the_number_asked_with_the_key(self, stub: Stub, register: LiveRegister) -> None:
        stub.behaviour = saying(b'{"gstin": "27AAGCK7412M1Z7", "sts": "Active"}')
        assert register.answer(NUMBER) == {"gstin": NUMBER, "sts": "Active"}
        assert stub.asked == [f"/taxpayers/{NUMBER}"]
        assert stub.keys == ["Bearer the-key"]

    def test_is_none_where_the_register_knows_none(self, stub: Stub, register: LiveRegister) -> None:
        stub.behaviour = saying(b"nothing here", 404)
        assert register.answer(NUMBER) is None

    @pytest.mark.parametrize(
        "behaviour",
        [
            dripping,
            dying,
            saying(b"<html>blocked</html>"),
            saying(b'{"gstin": '),
            saying(b"[" * 60_000),
            saying(b" " * 70_000),
            saying(b"{}", 500),
            saying(b"{}", 401),
            saying(b"{}", 302, Location="http://127.0.0.1:1/elsewhere"),
        ],
        ids=["drips", "dies", "html", "cut off", "deep", "too long", "error", "key refused", "redirects"],
    )
    def test_of_any_other_kind_is_no_answer(self, stub: Stub, register: LiveRegister, behaviour: Behaviour) -> None:
        stub.behaviour = behaviour
        with pytest.raises(RegisterAway, match="Only the number itself was checked"):
            register.answer(NUMBER)

    def test_redirect_is_never_followed(self, stub: Stub, register: LiveRegister) -> None:
        stub.behaviour = saying(b"", 302, Location=stub.url.replace("{gstin}", "elsewhere"))
        with pytest.raises(RegisterAway):
            register.answer(NUMBER)
        assert "/taxpayers/elsewhere" not in stub.asked


class TestOutage:
    def test_is_paid_for_once_and_ends_by_itself(self, stub: Stub, register: LiveRegister) -> None:
        stub.behaviour = saying(b"", 503)
        for _ in range(50):
            with pytest.raises(RegisterAway):
                register.answer(NUMBER)
        assert stub.asked.count(f"/taxpayers/{NUMBER}") == 1

        stub.behaviour = saying(b"{}")
        until(lambda: not register.is_away)
        assert register.answer(NUMBER) == {}


class TestAddress:
    def test_that_is_private_is_never_connected_to(self, stub: Stub) -> None:
        with pytest.raises(RegisterAway):
            LiveRegister(Door("GST_API_URL", stub.url), "key").answer(NUMBER)
        assert stub.asked == []


class TestChoice:
    def test_is_none_unless_the_operator_names_one(self, settings: Settings) -> None:
        assert isinstance(chosen(settings), NoRegister)
        with pytest.raises(RegisterAway):
            chosen(settings).answer(NUMBER)

    def test_key_is_not_shown(self, register: LiveRegister) -> None:
        assert repr(register) == "LiveRegister('127.0.0.1')"

"""Names that have two kinds of addresses, change their mind, or are never answered for."""

import threading
import time
from collections.abc import Iterator

import pytest

from app.runtime.outgoing import addresses, names
from app.runtime.outgoing.door import Door, Refused
from app.runtime.outgoing.names import Unresolved
from scripts.waiting import until
from tests.runtime.outgoing.resolving import NEVER, Resolver

DOOR = Door("GST_API_URL", "https://api.example")


class TestName:
    @pytest.mark.parametrize(
        "found", [["164.100.78.1", "10.0.0.7"], ["169.254.169.254"], ["::ffff:10.0.0.1"], ["fd00::1", "2405:8a00::1"]]
    )
    def test_that_leads_inside_is_refused_whole(self, monkeypatch: pytest.MonkeyPatch, found: list[str]) -> None:
        Resolver(found).install(monkeypatch)
        with pytest.raises(Refused, match="GST_API_URL leads to"):
            DOOR.places("api.example", 443)

    @pytest.mark.parametrize("host", ["2130706433", "0177.0.0.1", "0x7f.1", "127.1", "0.0.0.0"])  # noqa: S104 - nothing is bound
    def test_that_is_an_address_in_disguise_is_judged_as_that(self, host: str) -> None:
        with pytest.raises(Refused):
            DOOR.places(host, 443)

    def test_is_given_in_the_systems_order_without_repeats(self, monkeypatch: pytest.MonkeyPatch) -> None:
        Resolver(["2405:8a00::1", "164.100.78.1", "164.100.78.1"]).install(monkeypatch)
        assert DOOR.places("api.example", 443) == ["2405:8a00::1", "164.100.78.1"]

    @pytest.mark.parametrize("host", ["", "a..example", "x" * 64 + ".example"])
    def test_that_is_none_is_unresolved(self, host: str) -> None:
        with pytest.raises(Unresolved):
            DOOR.places(host, 443)


class TestSilence:
    def test_is_waited_for_no_longer_than_said(self, silent: Resolver) -> None:
        began = time.monotonic()
        with pytest.raises(Unresolved, match=r"within 0\.1 seconds"):
            DOOR.places("api.example", 443, seconds=0.1)
        assert time.monotonic() - began < 1

    def test_holds_a_few_threads_and_then_refuses_at_once(self, silent: Resolver) -> None:
        for _ in range(names.MOST_LOOKUPS):
            with pytest.raises(Unresolved):
                names.look_up("api.example", 443, seconds=0.01)
        with pytest.raises(Unresolved, match="too many"):
            names.look_up("api.example", 443, seconds=60)
        assert len(_looking()) == names.MOST_LOOKUPS
        silent.over.set()
        until(lambda: not _looking())
        with pytest.raises(Unresolved, match="cannot be resolved"):
            names.look_up("api.example", 443, seconds=5)

    def test_does_not_concern_addresses_that_need_no_look_up(self, silent: Resolver) -> None:
        here = Door("SUPABASE_URL", "http://127.0.0.1", addresses.is_this_machine)
        assert here.places("127.0.0.1", 80) == ["127.0.0.1"]
        assert silent.asked == []


def _looking() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "name-look-up"]


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Resolver]:
    """A resolver that answers nobody until the test is over."""
    resolver = Resolver(NEVER).install(monkeypatch)
    yield resolver
    resolver.over.set()
    until(lambda: not _looking())

"""The gstin call with `live`: off, on, away, asked for too much; the number itself is always judged."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from uuid import uuid4

import pytest

from app.compliance.records.numbers import Checked, GSTINAnswer, GSTINQuestion
from app.compliance.service.gst import numbers, register
from app.compliance.service.gst.register import MOST_LOOKED_UP
from app.gst import gstin
from app.gst.registration import Status
from app.runtime.cache_types import GST_REGISTER
from app.runtime.outgoing.addresses import is_this_machine
from app.runtime.outgoing.door import Door
from app.runtime.runtime import Runtime
from app.runtime.taxpayers import LiveRegister
from app.values.language import Language
from scripts.chaos import stub as register_stub
from scripts.chaos.stub import Behaviour, Stub, saying


class TestOff:
    def test_says_that_only_the_number_was_checked(self, rt: Runtime) -> None:
        (plain, live) = answers(rt, [GSTINQuestion(NUMBER), GSTINQuestion(NUMBER, is_live=True)])
        assert (plain.checked, live.checked) == (Checked.NUMBER, Checked.REGISTER_OFF)
        assert plain.valid
        assert live.valid
        assert "Only the number itself was checked" in plain.note
        assert "switched off" in live.note

    def test_says_it_in_hindi(self, rt: Runtime) -> None:
        (answer,) = answers(rt, [GSTINQuestion(NUMBER)], language=Language.HINDI)
        assert answer.note.startswith("सिर्फ़ नंबर")


class TestOn:
    def test_tells_what_the_register_says_and_asks_it_once_a_day(self, on: Runtime, stub: Stub) -> None:
        number = somebody()
        stub.behaviour = saying(json.dumps({"gstin": number, "sts": "Cancelled", "lgnm": "Old Shop"}).encode())
        for _ in range(3):
            (answer,) = answers(on, [GSTINQuestion(number.lower(), is_live=True)])
            assert answer.valid
            assert answer.checked is Checked.REGISTER
            assert answer.registration is not None
            assert answer.registration.status is Status.CANCELLED
            assert answer.registration.legal_name == "Old Shop"
        assert len(stub.asked) == 1

    def test_asks_nothing_unless_it_is_wanted_and_the_number_is_one(self, on: Runtime, stub: Stub) -> None:
        answers(on, [GSTINQuestion(somebody()), GSTINQuestion("27AAGCK7412M1ZE", is_live=True)])
        assert stub.asked == []

    def test_number_that_the_register_does_not_show_stays_a_number(self, on: Runtime, stub: Stub) -> None:
        stub.behaviour = saying(b"", 404)
        (answer,) = answers(on, [GSTINQuestion(somebody(), is_live=True)])
        assert answer.valid
        assert answer.checked is Checked.NOT_IN_REGISTER

    def test_answer_about_somebody_else_is_not_believed(self, on: Runtime, stub: Stub) -> None:
        stub.behaviour = saying(json.dumps({"gstin": NUMBER, "sts": "Active"}).encode())
        (answer,) = answers(on, [GSTINQuestion(somebody(), is_live=True)])
        assert answer.checked is Checked.NOT_IN_REGISTER
        assert answer.registration is None

    def test_what_lies_in_the_cache_is_not_believed_either(self, on: Runtime, stub: Stub) -> None:
        number = somebody()
        on.cache.store(GST_REGISTER, number, value=json.dumps({"gstin": NUMBER, "sts": "Active"}).encode())
        (answer,) = answers(on, [GSTINQuestion(number, is_live=True)])
        assert answer.registration is None

    def test_silence_leaves_the_number_checked(self, on: Runtime, stub: Stub) -> None:
        stub.behaviour = saying(b"", 503)
        (answer,) = answers(on, [GSTINQuestion(somebody(), is_live=True)])
        assert answer.valid
        assert answer.checked is Checked.REGISTER_AWAY
        assert "did not answer" in answer.note

    def test_one_request_asks_for_a_few_at_most(self, on: Runtime, stub: Stub) -> None:
        stub.behaviour = saying(b"", 404)
        found = answers(on, [GSTINQuestion(somebody(), is_live=True) for _ in range(MOST_LOOKED_UP + 5)])
        assert len(stub.asked) == MOST_LOOKED_UP
        assert [one.checked for one in found[MOST_LOOKED_UP:]] == [Checked.NOT_ASKED] * 5

    def test_one_request_waits_for_a_slow_register_no_longer_than_it_may(self, on: Runtime, stub: Stub) -> None:
        stub.behaviour = slowly(0.3)
        numbers_asked = [somebody() for _ in range(6)]
        assert 1 <= len(register.looked_up(on, numbers_asked, seconds=0.5)) < 6


NUMBER = "27AAGCK7412M1Z7"


def slowly(seconds: float) -> Behaviour:
    """A register that knows nobody, and takes its time to say so."""

    def behave(request: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        saying(b"", 404)(request)

    return behave


def somebody() -> str:
    """A valid number that no other test asks for."""
    digits = f"{uuid4().int % 10_000:04d}"
    letters = "".join(chr(ord("A") + byte % 26) for byte in uuid4().bytes[:6])
    first = f"27{letters[:5]}{digits}{letters[5]}1Z"
    return first + gstin.check_digit(first)


def answers(rt: Runtime, questions: list[GSTINQuestion], *, language: Language = Language.ENGLISH) -> list[GSTINAnswer]:
    return numbers.gstin_answers(rt, questions, language=language)


@pytest.fixture
def stub() -> Iterator[Stub]:
    with register_stub.standing() as server:
        yield server


@pytest.fixture
def on(rt: Runtime, stub: Stub) -> Runtime:
    """A runtime whose operator named a register."""
    return replace(rt, taxpayers=LiveRegister(Door("GST_API_URL", stub.url, is_this_machine), "key"))

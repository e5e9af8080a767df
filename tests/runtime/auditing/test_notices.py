"""Reads and refusals reach the trail soon, without anybody waiting, and not without bound."""

from collections.abc import Sequence
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from app.runtime.auditing import Deed, notices
from app.runtime.auditing.notices import Notices
from app.runtime.auditing.repeats import Repeats
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable
from scripts.waiting import until
from tests.runtime.auditing import trails

Written = list[Sequence[int]]


class TestNotices:
    def test_are_written_together(self, written: Written, store: Notices[int]) -> None:
        for number in range(5):
            store.put(number)
        assert store.flush()
        assert [number for part in written for number in part] == list(range(5))

    def test_are_written_without_being_asked(self, rt: Runtime, engine: Engine) -> None:
        business_id = uuid4()
        rt.audit.note(Deed("books read", business_id=business_id))
        until(lambda: bool(trails.rows(engine, business_id)))

    def test_wait_in_order_while_the_database_is_away(self, written: Written) -> None:
        is_away = [True]

        def write(some: Sequence[int]) -> None:
            if is_away[0]:
                raise Unavailable(retry_after_seconds=1)
            written.append(some)

        store = Notices[int](write)
        for number in range(notices.MOST_WAITING + 5):
            store.put(number)
        assert not store.flush()
        is_away[0] = False
        assert store.flush()
        assert [number for part in written for number in part] == list(range(notices.MOST_WAITING))

    def test_one_that_cannot_be_written_does_not_end_the_later_ones(self, written: Written) -> None:
        def write(some: Sequence[int]) -> None:
            if 1 in some:
                raise ValueError
            written.append(some)

        store = Notices[int](write)
        for number in (1, 2):
            store.put(number)
            store.flush()
        assert written == [[2]]


class TestRepeats:
    def test_tell_the_first_within_a_time(self) -> None:
        repeats = Repeats(most=2)
        assert repeats.is_first("a", within_seconds=60)
        assert not repeats.is_first("a", within_seconds=60)
        assert repeats.is_first("a", within_seconds=0)
        repeats.is_first("b", within_seconds=60)
        repeats.is_first("c", within_seconds=60)
        assert repeats.is_first("a", within_seconds=60)


@pytest.fixture
def written() -> Written:
    return []


@pytest.fixture
def store(written: Written) -> Notices[int]:
    return Notices[int](written.append)

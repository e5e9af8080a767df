"""What served when, told from the events alone."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model_registry.records import Event, EventKind, State
from app.model_registry.rules import history

NOW = datetime(2026, 11, 21, tzinfo=UTC)
PROMOTED, BACK = EventKind.PROMOTED, EventKind.ROLLED_BACK


class TestEarlier:
    @pytest.mark.parametrize(
        ("happened", "now", "expected"),
        [
            ([], None, []),
            ([(1, PROMOTED)], 1, []),
            ([(1, PROMOTED), (2, PROMOTED)], 2, [1]),
            ([(1, PROMOTED), (2, PROMOTED), (3, PROMOTED)], 3, [2, 1]),
            ([(1, PROMOTED), (2, PROMOTED), (3, PROMOTED), (2, BACK)], 2, [1]),
            ([(1, PROMOTED), (2, PROMOTED), (3, PROMOTED), (1, BACK)], 1, []),
            ([(1, PROMOTED), (2, PROMOTED), (1, BACK), (3, PROMOTED)], 3, [1]),
            ([(1, PROMOTED), (2, PROMOTED), (1, PROMOTED)], 1, [2]),
            ([(1, PROMOTED), (2, EventKind.APPROVED), (2, PROMOTED), (1, EventKind.ARCHIVED)], 2, [1]),
        ],
    )
    def test_versions_to_go_back_to(
        self, happened: list[tuple[int, EventKind]], now: int | None, expected: list[int]
    ) -> None:
        than = UUID(int=now) if now else None
        assert [found.int for found in history.earlier(map(_event, happened), than=than)] == expected

    @given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(EventKind)), max_size=30))
    def test_what_is_left_served_once_and_is_not_what_serves(self, happened: list[tuple[int, EventKind]]) -> None:
        found = history.earlier(map(_event, happened), than=UUID(int=1))
        assert len(found) == len(set(found))
        assert UUID(int=1) not in found
        assert set(found) <= {UUID(int=number) for number, kind in happened if kind is PROMOTED}


class TestLastActor:
    def test_latest_approval_counts(self) -> None:
        events = [_event((1, EventKind.APPROVED), actor=name) for name in ("asha", "ravi")]
        assert history.last_actor(events, UUID(int=1), EventKind.APPROVED) == "ravi"
        assert history.last_actor(events, UUID(int=2), EventKind.APPROVED) is None


def _event(happened: tuple[int, EventKind], actor: str = "asha") -> Event:
    number, kind = happened
    return Event(1, "tiny", UUID(int=number), number, kind, State.APPROVED, State.PRODUCTION, actor, "because", {}, NOW)

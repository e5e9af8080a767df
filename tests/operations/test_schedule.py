"""A schedule says in Redis that it runs: no database is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import redis

from app.operations.records import ProcessKind
from app.operations.service import schedule
from app.runtime.runtime import NO_DATABASE, NO_REDIS, Runtime, assemble

AT = datetime(2026, 4, 6, 4, 32, tzinfo=UTC)


class TestSchedule:
    def test_is_known_with_release_and_start_while_it_speaks(self, apart: Runtime) -> None:
        assert schedule.running(apart) == []
        schedule.tell(apart, started_at=AT - timedelta(hours=1), now=AT)
        known = schedule.running(apart)
        assert known is not None
        (found,) = known
        assert (found.kind, found.version) == (ProcessKind.BEAT, apart.settings.app_version)
        assert (found.started_at, found.seen_at) == (AT - timedelta(hours=1), AT)
        assert 140 <= redis.Redis(connection_pool=apart.broker).ttl(schedule.KEY) <= 150

    def test_nobody_knows_without_redis(self, rt: Runtime) -> None:
        away = assemble(replace(rt.settings, redis_url=NO_REDIS))
        assert schedule.running(away) is None
        away.close()


@pytest.fixture
def apart(rt: Runtime) -> Runtime:
    """A process without a database, in a Redis where no schedule has spoken."""
    one = assemble(replace(rt.settings, database_url=NO_DATABASE))
    redis.Redis(connection_pool=one.broker).delete(schedule.KEY)
    return one

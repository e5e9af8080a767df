"""What beat asks for: names that exist, safe to run twice, and the heartbeat that health looks for."""

import pytest
import redis

from app.runtime.health import probes
from app.runtime.health.probes import HEARTBEAT_KEY, Unwell
from app.runtime.runtime import Runtime
from ml_models.lockdown import syscalls
from tasks import jobs, schedule


class TestSchedule:
    def test_every_entry_names_a_chore(self) -> None:
        assert {entry["task"] for entry in schedule.ENTRIES.values()} <= schedule.CHORES.keys()

    def test_no_name_means_two_things(self) -> None:
        assert not schedule.CHORES.keys() & jobs.HANDLERS.keys()

    @pytest.mark.parametrize("name", ["jobs.reap", "worker.heartbeat", "cleanup-ai-data"])
    def test_a_chore_may_be_done_twice(self, rt: Runtime, name: str) -> None:
        for _ in range(2):
            schedule.CHORES[name](rt)

    def test_messages_that_wait_longer_than_their_turn_lapse(self) -> None:
        repeated = [entry for entry in schedule.ENTRIES.values() if isinstance(entry["schedule"], float)]
        assert all(entry["options"]["expires"] <= entry["schedule"] for entry in repeated)


class TestHeartbeat:
    def test_health_sees_it_and_misses_it(self, rt: Runtime) -> None:
        with redis.Redis.from_url(rt.settings.redis_url) as client:
            schedule.beat_heart(rt)
            assert probes.worker(rt) == "beats"
            assert 0 < client.ttl(HEARTBEAT_KEY) <= 60
            client.delete(HEARTBEAT_KEY)
        with pytest.raises(Unwell):
            probes.worker(rt)

    def test_health_tells_of_a_machine_that_cannot_filter_system_calls(
        self, rt: Runtime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(syscalls, "ALLOWED", {})
        with redis.Redis.from_url(rt.settings.redis_url) as client:
            schedule.beat_heart(rt)
            assert "no seccomp" in probes.worker(rt)
            client.delete(HEARTBEAT_KEY)

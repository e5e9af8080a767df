"""The worker's Celery app: messages are ids, results go nowhere, and limits come from the settings."""

import json
import subprocess
import sys
from pathlib import Path

from app.runtime.settings import Settings
from tasks import jobs, schedule

PROBE = """
import json, sys
from tasks.worker import app
options = ["task_acks_late", "task_ignore_result", "worker_prefetch_multiplier", "worker_disable_prefetch",
           "task_soft_time_limit", "task_time_limit", "task_default_queue", "result_backend", "task_routes"]
names = [name for name in app.tasks if not name.startswith("celery.")]
queues = [queue.name for queue in app.conf.task_queues]
print(json.dumps([sorted(names), {name: app.conf[name] for name in options}, queues]))
"""


class TestWorker:
    def test_takes_every_job_and_chore_and_sends_no_result(self, settings: Settings, repository: Path) -> None:
        environ = {
            "ENVIRONMENT": "test",
            "DATA_DIR": str(settings.data_dir),
            "DATABASE_URL": settings.database_url,
            "REDIS_URL": settings.redis_url,
            "MODEL_TIMEOUT_SECONDS": "40",
        }
        command = [sys.executable, "-W", "ignore", "-c", PROBE]
        done = subprocess.run(command, cwd=repository, env=environ, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        names, options, queues = json.loads(done.stdout.splitlines()[-1])
        assert set(names) == jobs.HANDLERS.keys() | schedule.CHORES.keys()
        assert options == {
            "task_acks_late": False,
            "task_ignore_result": True,
            "worker_prefetch_multiplier": 1,
            "worker_disable_prefetch": True,
            "task_soft_time_limit": 40,
            "task_time_limit": 55,
            "task_default_queue": "jobs",
            "result_backend": None,
            "task_routes": {name: {"queue": "chores"} for name in schedule.CHORES},
        }
        assert queues == ["jobs", "chores"]

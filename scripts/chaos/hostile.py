"""A worker of the product that also knows jobs which nobody should write: `celery -A scripts.chaos.hostile:app`."""

import os
import signal
from typing import Any
from uuid import UUID

from app.runtime.jobs import runner
from app.runtime.jobs.records import Handler
from tasks import worker

POISON, FAILING = "chaos.poison", "chaos.failing"
SECRET = "postgresql://owner:a-secret-word@db.example/books"  # noqa: S105 # nosec B105 -- stands for what an error may tell
app = worker.app


def poison(*_: Any, **__: Any) -> dict[str, Any]:
    """Kills the process that carries it out, each time."""
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def failing(*_: Any, **__: Any) -> dict[str, Any]:
    """Fails with words that nobody may read."""
    raise RuntimeError(SECRET)


def _bind(name: str, handler: Handler) -> None:
    @app.task(name=name)  # type: ignore[untyped-decorator]
    def run(*, job_id: str, **_: Any) -> None:
        runner.execute(worker.runtime(), UUID(job_id), handler)


_bind(POISON, poison)
_bind(FAILING, failing)

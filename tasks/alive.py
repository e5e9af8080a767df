"""Whether this very worker, or this schedule, still works: `python -m tasks.alive worker|beat`, exit 0 or 1.

For the probes of a container, so it costs little and judges only what a restart would mend. A worker is asked by name
through the queue; while the queue itself is away nobody can be asked, and none is to blame. The schedule notes what it
asked for in a file every three minutes (Celery's `PersistentScheduler.sync_every`).
"""

import os
import socket
import sys
import time
from pathlib import Path

import redis
from celery import Celery
from kombu.exceptions import OperationalError
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from app.runtime import settings
from app.runtime.jobs.queue import TRANSPORT

ANSWER_SECONDS = 5.0
"""A worker answers from its main process, also while all its others are at work."""
SILENCE_SECONDS = 600.0
"""Three times what the schedule lets pass between two notes, and one minute."""


def worker_answers(broker_url: str, name: str) -> bool:
    """Whether the worker `name` (celery@host) answers, or nobody can be asked."""
    guarded = Retry(NoBackoff(), 0)
    try:
        with redis.Redis.from_url(broker_url, socket_timeout=2, socket_connect_timeout=1, retry=guarded) as queue:
            queue.ping()
        celery = Celery(broker=broker_url, set_as_current=False)
        celery.conf.broker_transport_options = TRANSPORT
        return bool(celery.control.ping(destination=[name], timeout=ANSWER_SECONDS))
    except (RedisError, OperationalError):
        return True


def schedule_is_kept(folder: Path, *, now: float) -> bool:
    """Whether the notes of the schedule in `folder` were written in the last ten minutes; `now` in seconds of Unix."""
    written = [path.stat().st_mtime for path in folder.glob("beat*")]
    return bool(written) and now - max(written) < SILENCE_SECONDS


def main(arguments: list[str]) -> int:
    """The exit code: 0 when it works, 1 when not, 2 when the question was wrong."""
    found = settings.read(os.environ)
    match arguments:
        case ["worker"]:
            return 0 if worker_answers(found.redis_url, f"celery@{socket.gethostname()}") else 1
        case ["beat"]:
            return 0 if schedule_is_kept(found.data_dir, now=time.time()) else 1
        case _:
            print("python -m tasks.alive worker|beat", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Brings back what was lost: jobs whose worker died, and jobs whose message never arrived.

And forgets the questions of which nothing is kept: jobs whose name begins with `passing.`, minutes after their end.
"""

import redis
from redis.exceptions import RedisError

from app.runtime.identity import Caller
from app.runtime.jobs import repo
from app.runtime.jobs.queue import LISTS
from app.runtime.maintenance import service as maintenance
from app.runtime.runtime import Runtime

PASSING_SECONDS = 300
"""Long enough to fetch an answer that could not be waited for."""


def sweep(rt: Runtime) -> dict[str, int]:
    """Buries, releases or sends again jobs that were lost, and forgets; safe beside others. How many of each.

    While the service is closed nothing is sent: no worker would begin it. The first sweep afterwards sends all of it.
    """
    with rt.db.transaction(Caller.service()) as tx:
        buried, released = repo.bury_lost(tx), repo.release_lost(tx)
        forgotten = repo.forget_passing(tx, after_seconds=PASSING_SECONDS)
        unsent = [] if maintenance.is_closed(rt) else repo.unsent(tx, is_queue_empty=_is_queue_empty(rt))
    for job_id, name in unsent:
        rt.queue.send(job_id, name)
    return {"buried": len(buried), "released": len(released), "sent": len(unsent), "forgotten": len(forgotten)}


def _is_queue_empty(rt: Runtime) -> bool:
    try:
        client = redis.Redis(connection_pool=rt.broker)
        return not any(client.llen(waiting) for waiting in LISTS)
    except RedisError:
        return False

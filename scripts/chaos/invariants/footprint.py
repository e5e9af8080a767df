"""What the system holds of the machine is what it held before: processes, open files, connections.

Pools keep what they once needed, up to their size, so the measure is taken after a burst has filled them.
"""

from collections.abc import Iterator

import redis

from scripts import processes
from scripts.chaos.records import Footprint
from scripts.chaos.scene import Scene

CONNECTIONS = "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"
ROOM = {"processes": 2, "files": 80, "database_connections": 24, "redis_connections": 24}
"""What may be there more. A pool grows to the 16 threads of a web process, and no burst needs all of them in both at
once; a process of the pool that is forked later finds some twenty files of its parent open. Whether anything grows
without end is what the fault `growth` looks at."""


def held(scene: Scene) -> Footprint:
    """What the system's processes hold now, and who is connected to its servers."""
    pids = processes.tree(scene.running.process.pid)
    servers = [pid for word in ("postgres", "redis-server") for pid in scene.tree(word)]
    with redis.Redis.from_url(scene.rt.settings.redis_url) as client:
        clients = len(client.client_list())
    own = set(pids) - set(servers)  # files of PostgreSQL come and go with its tables
    return Footprint(len(own), processes.open_files(own), int(scene.database.value(CONNECTIONS)), clients)


def problems(before: Footprint, now: Footprint) -> Iterator[str]:
    """Sentences on what has grown by more than its room, and on processes that are missing."""
    for name, room in ROOM.items():
        was, is_now = getattr(before, name), getattr(now, name)
        if is_now > was + room:
            yield f"{is_now} {name.replace('_', ' ')} are held, {was} were before"
    if now.processes < before.processes:
        yield f"{now.processes} processes run, {before.processes} did before"

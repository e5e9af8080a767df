"""The shipped configuration of PgBouncer in a folder of this machine: only values are adapted, its words stay."""

import os
from collections.abc import Mapping
from pathlib import Path

from app.runtime.embedded import ports

NOBODY = "nobody"


def laid_out(
    root: Path, folder: Path, port: int, *, database: str, user: str, changes: Mapping[str, str] | None = None
) -> list[str]:
    """What PgBouncer is started with to listen on `port` of this machine: as nobody, since it refuses to be root.

    database, user : a line of `[databases]`, and one of the file of users
    changes : what else is said otherwise. Raises `ValueError` for what the file no longer says.
    """
    text = (root / "pgbouncer" / "pgbouncer.ini").read_text()
    for shipped, adapted in {
        "listen_addr = 0.0.0.0": f"listen_addr = {ports.LOOPBACK}",
        "listen_port = 6432": f"listen_port = {port}",
        "/run/secrets/": f"{folder}/",
        **(changes or {}),
    }.items():
        if shipped not in text:
            raise ValueError(f"pgbouncer.ini no longer says {shipped!r}")
        text = text.replace(shipped, adapted)
    files = {"pgbouncer.ini": text, "pgbouncer_databases": f"{database}\n", "pgbouncer_users": f"{user}\n"}
    for name, content in files.items():
        (folder / name).write_text(content)
    folder.chmod(0o755)
    as_nobody = ["-u", NOBODY] if os.geteuid() == 0 else []
    return [*as_nobody, str(folder / "pgbouncer.ini")]

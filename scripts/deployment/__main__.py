"""`python -m scripts.deployment deploy|rollback|monitor ...`: what the shells beside it and in scripts/ call."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from scripts.deployment import asked, ledger, place, returning, watching
from scripts.deployment.cluster import Cluster
from scripts.deployment.compose import Compose
from scripts.deployment.engine import Deployment
from scripts.deployment.local import Local
from scripts.deployment.records import Busy, Failed, Wanted
from scripts.deployment.target import Target

SOURCE = Path(__file__).resolve().parents[2]
LOOK_SECONDS = 10
FAILED, BUSY, INTERRUPTED = 1, 75, 130
"""75 is EX_TEMPFAIL of sysexits.h: to be tried again later."""


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 done, 1 failed and as before, 2 failed and in need of a person, 75 another one is at work."""
    try:
        match arguments:
            case ["deploy", *rest]:
                return _deploy(asked.deployment(rest, SOURCE))
            case ["rollback", *rest]:
                return _roll_back(*asked.way_back(rest))
            case ["monitor", *rest]:
                return _watch(*asked.look(rest))
            case _:
                _say("python -m scripts.deployment deploy|rollback|monitor ...")
                return 64
    except Busy as busy:
        _say(str(busy))
        return BUSY
    except (Failed, OSError) as problem:
        _say(str(problem))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _deploy(wanted: Wanted) -> int:
    target, folder = _target(wanted), _history(wanted.target)
    if wanted.is_dry:
        return Deployment(wanted, target, folder, _say).foresee()
    with ledger.sole(folder, f"bringing {wanted.version} to {wanted.environment}"):
        return Deployment(wanted, target, folder, _say).carry_out()


def _roll_back(environment: str, kind: str, keeps_models: bool) -> int:
    folder = _history(kind)
    with ledger.sole(folder, f"taking {environment} back"):
        stands, before = returning.found(folder, environment)
        wanted = Wanted(environment, stands.version, kind)
        return returning.carry_out(stands, before, _target(wanted), folder, _say, keeps_models=keeps_models)


def _watch(kind: str, is_followed: bool) -> int:
    where = place.of(os.environ)
    address = os.environ.get("SMOKE_URL", "").rstrip("/") or f"http://127.0.0.1:{where.web_ports[0]}"
    logs = Path(os.environ["LOG_DIR"]) if os.environ.get("LOG_DIR") else None
    target = _target(Wanted(asked.environment(), "", kind))
    while True:
        seen = list(watching.sights(address, _history(kind), logs, target.processes()))
        for one in seen:
            _say(f"{one.level.name.lower():5} {one.sentence}")
        if not is_followed:
            return int(max(one.level for one in seen))
        time.sleep(LOOK_SECONDS)
        _say("")


def _target(wanted: Wanted) -> Target:
    door = os.environ.get("SMOKE_URL", "").rstrip("/")
    if wanted.target == "local":
        return Local(wanted, place.of(os.environ), SOURCE, door)
    return Compose(wanted, SOURCE, door) if wanted.target == "compose" else Cluster(wanted, SOURCE, door)


def _history(target: str) -> Path:
    if target == "local":
        return place.of(os.environ).releases
    return Path(os.environ.get("DEPLOY_HISTORY") or SOURCE / ".local" / "deployments" / target)


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

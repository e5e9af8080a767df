"""The way back by hand: the version that served before the present one, and the models as they were then."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from scripts.deployment import ledger
from scripts.deployment.records import Entry, Failed
from scripts.deployment.target import Target

OK, STUCK = 0, 2


def found(folder: Path, environment: str) -> tuple[Entry, str]:
    """The deployment to be undone, and the version to go back to. Raises `Failed` where nothing served before."""
    stands = ledger.standing(folder, environment)
    if stands is None:
        raise Failed(f"Nothing was ever deployed to {environment} from here; ENVIRONMENT says which one is meant.")
    if not stands.before or stands.before == stands.version:
        raise Failed(f"Nothing is known to have served before {stands.version}.")
    return stands, stands.before


def carry_out(
    stands: Entry, before: str, target: Target, folder: Path, say: Callable[[str], None], *, keeps_models: bool
) -> int:
    """Lets `before` serve, the schema staying as it is; returns the exit code.

    The history gets a line for it that leads to what was before `before`, so that two rollbacks go two versions back.
    """
    began = time.monotonic()
    say(f"Going back from {stands.version} to {before}; the schema stays as it is.")
    try:
        for line in target.go_back(before, {} if keeps_models else stands.models):
            say(f"   {line}")
    except (Failed, OSError) as problem:
        say(f"The way back failed: {problem} This needs a person.")
        return STUCK
    done = replace(
        _before(folder, before, stands),
        at=ledger.moment(),
        who=ledger.who(),
        version=before,
        result="ok",
        seconds=round(time.monotonic() - began, 1),
        step="rollback",
    )
    ledger.append(folder, done)
    target.tell(replace(done, version=stands.version, before=before, result="rolled back"))
    say(f"{before} serves again, after {done.seconds} s.")
    return OK


def _before(folder: Path, version: str, stands: Entry) -> Entry:
    """The deployment that once brought `version`: what was before it stays so; unknown, nothing was."""
    known = reversed(ledger.entries(folder, stands.environment))
    brought = (entry for entry in known if entry.result == "ok" and entry.version == version)
    return next(brought, replace(stands, before=""))

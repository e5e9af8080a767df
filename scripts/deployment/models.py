"""Which version of each model served before a deployment, and the way back to it."""

from collections.abc import Iterator, Mapping

from sqlalchemy import text

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

SERVING = text("select name, version from ml_models where state = 'production' order by name")
MOST_STEPS = 20
"""A rollback goes one version further back each time; so many have never been promoted during one deployment."""


def serving(rt: Runtime) -> dict[str, int]:
    """The version of each model that serves, by name."""
    with rt.db.transaction(Caller.service()) as tx:
        return {name: int(version) for name, version in tx.execute(SERVING)}


def go_back(rt: Runtime, before: Mapping[str, int], *, reason: str) -> Iterator[str]:
    """Lets each model serve as it did `before`; a line for each that had moved. What was new altogether stays."""
    for name, version in serving(rt).items():
        if name in before and before[name] != version:
            yield _back_to(rt, name, before[name], reason)


def _back_to(rt: Runtime, name: str, version: int, reason: str) -> str:
    # Only a way back needs them, and loading them takes a second.
    from app.model_registry.records import NothingEarlier
    from app.model_registry.service import actors
    from app.model_registry.service.lifecycle import promotion

    for _ in range(MOST_STEPS):
        try:
            found = promotion.rollback(rt, name, actor=actors.operator(), reason=reason, now=rt.clock.now())
        except NothingEarlier:
            break
        if found.version == version:
            return f"{name} serves as version {version} again"
    return f"{name} could not go back to version {version}: flask models show {name}"

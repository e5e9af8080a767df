"""What happened lately to the versions of all models, for whoever wants to know who did what."""

from app.model_registry.records import Event
from app.model_registry.repo import events as repo
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


def events(rt: Runtime, *, most: int = 100) -> list[Event]:
    """The latest events of all models, the newest first."""
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch_latest_of_all(tx, most=most)

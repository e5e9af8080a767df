"""What served when, told by the events alone: a promotion puts a version on top, a rollback takes down to one below."""

from collections.abc import Iterable
from uuid import UUID

from app.model_registry.records import Event, EventKind


def served(events: Iterable[Event]) -> tuple[UUID, ...]:
    """The versions that one can go back through, the one that serves now last. `events` from old to new."""
    stack: list[UUID] = []
    for event in events:
        if event.kind is EventKind.PROMOTED:
            stack.append(event.model_id)
        elif event.kind is EventKind.ROLLED_BACK and event.model_id in stack:
            while stack[-1] != event.model_id:
                stack.pop()
    return tuple(stack)


def earlier(events: Iterable[Event], *, than: UUID | None) -> tuple[UUID, ...]:
    """Versions that served before `than`, the latest of them first; each once."""
    stack = served(events)
    return tuple(dict.fromkeys(model_id for model_id in reversed(stack) if model_id != than))


def last_actor(events: Iterable[Event], model_id: UUID, kind: EventKind) -> str | None:
    """Who did `kind` to this version last, as `Actor.identity` tells persons apart."""
    found = [event.by for event in events if event.model_id == model_id and event.kind is kind]
    return found[-1] if found else None

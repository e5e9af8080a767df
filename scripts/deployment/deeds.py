"""What the audit trail keeps of a deployment."""

from app.runtime.auditing import Actor, ActorKind, Deed
from scripts.deployment.records import Entry

ACTIONS = {"ok": "release deployed", "failed": "release failed", "rolled back": "release rolled back"}


def deed(entry: Entry) -> Deed:
    """The deed of an operator, with versions, and whether it was forced."""
    return Deed(
        ACTIONS[entry.result],
        Actor(ActorKind.OPERATOR),
        subject_kind="release",
        subject=entry.version,
        details={
            "before": entry.before,
            "environment": entry.environment,
            "forced": entry.is_forced,
            "seconds": round(entry.seconds),
            "step": entry.step,
        },
    )

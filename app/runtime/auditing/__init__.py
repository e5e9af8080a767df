"""The audit trail as it is written: in the transaction of a deed, or just after a read or a refusal."""

from app.runtime.auditing.records import Actor, ActorKind, Deed
from app.runtime.auditing.writer import Audit

__all__ = ["Actor", "ActorKind", "Audit", "Deed"]

"""What is written down: a deed, who did it, and about what. No name, number or message of a person is part of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from app.runtime.identity import Caller

COMMAND_LINE = "command line"
"""How services name whoever gives a command on the machine itself."""


class ActorKind(StrEnum):
    """With which rights somebody acted."""

    USER = "user"
    ADMIN = "admin"
    OPERATOR = "operator"
    SERVICE = "service"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted. The trail holds a keyed hash of `user_id`, never the id."""

    kind: ActorKind
    user_id: UUID | None = None

    @classmethod
    def of(cls, caller: Caller | None) -> Self:
        """The person behind a request, or the service; nobody where no token was believed."""
        if caller is None:
            return cls(ActorKind.NOBODY)
        if caller.user_id is None:
            return cls(ActorKind.SERVICE)
        return cls(ActorKind.ADMIN if caller.is_admin else ActorKind.USER, caller.user_id)

    @classmethod
    def named(cls, by: str) -> Self:
        """Whom the histories of admins name: a user id, the command line, or a part of this service."""
        try:
            return cls(ActorKind.ADMIN, UUID(by))
        except ValueError:
            return cls(ActorKind.OPERATOR if by == COMMAND_LINE else ActorKind.SERVICE)


SERVICE = Actor(ActorKind.SERVICE)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that has to be answered for.

    action : in lower-case words, as `flag changed`: the log files say the same
    subject : an id of what it is about, of the kind `subject_kind`
    details : ids, codes and counts. Personal numbers are taken out, text of more than 120 characters is hashed
    reason : what a person wrote; the trail keeps a keyed hash of it
    """

    action: str
    by: Actor = SERVICE
    business_id: UUID | None = None
    subject_kind: str = ""
    subject: object = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    is_refused: bool = False

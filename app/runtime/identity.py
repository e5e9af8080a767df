"""Who is calling: the person behind a request, or the service itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self
from uuid import UUID

Role = Literal["authenticated", "service_role"]


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose rights hold. `role` and `claims` become those of the database for the length of a transaction."""

    user_id: UUID | None
    role: Role = "authenticated"
    is_admin: bool = False
    claims: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def user(cls, user_id: UUID, *, is_admin: bool = False) -> Self:
        """A signed-in person, as the token with this `sub` would make them."""
        return cls(user_id, "authenticated", is_admin, {"sub": str(user_id), "role": "authenticated"})

    @classmethod
    def service(cls) -> Self:
        """The service itself, in jobs and commands: every query it makes names its business."""
        return cls(None, "service_role", False, {"role": "service_role"})

"""Who acts on models, as the history names them."""

import getpass

from app.model_registry.records import Actor
from app.runtime.identity import Caller

WORKER = Actor("worker")
RELEASE = Actor("release")


def admin(caller: Caller) -> Actor:
    """A signed-in admin, known by the id of the account."""
    return Actor(f"admin {str(caller.user_id)[:8]}", caller.user_id)


def operator() -> Actor:
    """Who types at the command line, by the name that the machine knows."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        name = "unknown"
    return Actor(f"command line ({name})")

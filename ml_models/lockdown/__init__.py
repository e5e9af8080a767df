"""A process that can do nothing but compute and answer: it gives up the rest before it opens somebody's file."""

from ml_models.lockdown.giving_up import Limits, give_up_everything
from ml_models.lockdown.syscalls import CannotLockDown, can_be_refused

__all__ = ["CannotLockDown", "Limits", "can_be_refused", "give_up_everything"]

"""The uses of feature flags: asking, setting, judging what is on, and keeping what the app reports."""

from app.flags.service.asking import REPEAT_SECONDS, changes, check, listed, stored, stored_one, track
from app.flags.service.setting import COMMAND_LINE, follow_environment, set_flag, set_override
from app.flags.service.switches import SWITCH_SECONDS, features, is_on, require, require_ai, standing

__all__ = [
    "COMMAND_LINE",
    "REPEAT_SECONDS",
    "SWITCH_SECONDS",
    "changes",
    "check",
    "features",
    "follow_environment",
    "is_on",
    "listed",
    "require",
    "require_ai",
    "set_flag",
    "set_override",
    "standing",
    "stored",
    "stored_one",
    "track",
]

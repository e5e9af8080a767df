"""Everything an operator may set, read from the environment once, before anything else starts."""

from app.runtime.settings.environment import SettingsError, described, read
from app.runtime.settings.fields import Settings

__all__ = ["Settings", "SettingsError", "described", "read"]

"""In which languages this service has sentences for people."""

from enum import StrEnum


class Language(StrEnum):
    """A language, by the tag that `Accept-Language` uses (RFC 5646)."""

    ENGLISH = "en"
    HINDI = "hi"

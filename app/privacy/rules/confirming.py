"""Erasing takes a second word: the phrase typed as it is shown, or the number of the request."""

from datetime import datetime, timedelta
from uuid import UUID

GRACE = timedelta(hours=24)
"""So long an erasure waits for its confirmation."""
OF_USER = "ERASE MY DATA"


def phrase(business_name: str | None) -> str:
    """What has to be typed; None is the asker himself."""
    return OF_USER if business_name is None else f"ERASE {' '.join(business_name.split())}"


def is_confirmed(said: str, *, phrase: str, request_id: UUID) -> bool:
    """Whether that is the phrase, in any case and spacing, or the number of the request."""
    told = " ".join(said.split()).casefold()
    return told in (phrase.casefold(), str(request_id))


def is_over(created_at: datetime, now: datetime) -> bool:
    """Whether it is too late to confirm."""
    return now - created_at > GRACE

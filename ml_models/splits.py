"""Which labelled cases a model may learn from and on which it is judged: split by time and by business at once.

A case may be learned from when it was known before the cutoff and its business is none of those held back; it may judge
when its business is held back and it was known from the cutoff on. Everything else is neither: it would tell the model
of a business it is judged on, or judge it on a past that it learned around. Which businesses are held back depends on
their id alone, for all models and for ever, so no retraining ever sees them.
"""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

HELD_BACK = timedelta(days=28)
"""The newest labels are not learned from: they judge."""

HELD_SHARE = 0.2
"""Share of businesses that is never learned from."""

_BUCKETS = 2**32


def cutoff(made_at: datetime) -> datetime:
    """Until when labels may teach a model made at `made_at`."""
    return made_at - HELD_BACK


def held_out(business_id: UUID, known_at: datetime, cutoff: datetime) -> bool:
    """Whether the case may judge a model that learned until `cutoff`."""
    return is_held_back(business_id) and known_at >= cutoff


def may_teach(business_id: UUID, known_at: datetime, cutoff: datetime) -> bool:
    """Whether a model may learn from the case; never true where `held_out` is true of the business or the time."""
    return not is_held_back(business_id) and known_at < cutoff


def is_held_back(business_id: UUID) -> bool:
    """Whether this business only ever judges: by a hash of its id, the same in every process and year."""
    digest = hashlib.sha256(b"held back:" + business_id.bytes).digest()
    return int.from_bytes(digest[:4], "big") < HELD_SHARE * _BUCKETS

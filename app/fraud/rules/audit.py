"""Which of the uncertain findings are asked about all the same, so that answers are not only about what was shown.

A model that learns from shown alerts alone never hears where it was too timid. A few in a hundred of what lies below
the threshold are therefore put before the owner, marked as such and with their honest low confidence; an answer to one
of them stands for all that were not drawn, so it counts by the inverse of the chance to be shown. Which ones is decided
by the alert's id: neither time nor chance, the same alert is always drawn or never.
"""

from hashlib import blake2b
from uuid import UUID

from app.fraud.rules.judging import SHOWN_FROM

SHARE = 0.04
"""Of the findings below the threshold; two to five in a hundred is what reviewers can bear."""

RANGE = 2**64


def is_drawn(alert_id: UUID, confidence: float) -> bool:
    """Whether an alert of this confidence, 0..1, is one of those asked about although it lies below the threshold."""
    return confidence < SHOWN_FROM and _place(alert_id) < SHARE * RANGE


def show_probability(confidence: float) -> float:
    """The chance, 0..1, that an alert of this confidence is put before the owner."""
    return 1.0 if confidence >= SHOWN_FROM else SHARE


def _place(alert_id: UUID) -> int:
    return int.from_bytes(blake2b(alert_id.bytes, digest_size=8).digest())

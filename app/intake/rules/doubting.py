"""How sure a value is, and in which order a person should look at the values of a document.

Confidences are calibrated: of the values said to be 0.95 sure, 95 of 100 are right. Below `LIKELY_FROM` one in five is
wrong, so a look pays; at `SURE_FROM` and above it takes twenty looks to find one fault.
"""

from collections.abc import Collection

from app.intake.records.overseen import Certainty
from app.invoices.records.extractions import SHORT, Check, Extraction, Found

SURE_FROM, LIKELY_FROM = 0.95, 0.8


def certainty(found: Found, *, is_given: bool) -> Certainty:
    """How sure a value is; `is_given`: by a person."""
    if is_given:
        return Certainty.GIVEN
    if found.confidence >= SURE_FROM:
        return Certainty.SURE
    return Certainty.LIKELY if found.confidence >= LIKELY_FROM else Certainty.DOUBTFUL


def certainties(extraction: Extraction, *, given: Collection[str]) -> dict[str, Certainty]:
    """How sure each value is, by its path."""
    return {path: certainty(found, is_given=path in given) for path, found in extraction.fields.items()}


def misfits(extraction: Extraction) -> tuple[Check, ...]:
    """The sums and proofs that do not hold."""
    return tuple(check for check in extraction.checks if not check.is_ok)


def doubts(extraction: Extraction, *, given: Collection[str]) -> tuple[str, ...]:
    """Paths of what is doubtful or part of a sum that does not close, the least sure first.

    What a person gave is doubted only in such a sum. The short form says again what other fields say: it is left out.
    """
    misfitting = {path for check in misfits(extraction) for path in check.paths}
    wanted = [
        path
        for path, found in extraction.fields.items()
        if path not in SHORT and (path in misfitting or certainty(found, is_given=path in given) is Certainty.DOUBTFUL)
    ]
    return tuple(sorted(wanted, key=lambda path: (path in given, extraction.fields[path].confidence)))

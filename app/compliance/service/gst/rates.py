"""The answer for the rate of an item: what the law allows on its day, each rate with its condition and source."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from app.compliance.records.supplies import RateAnswer
from app.gst import tariff

NOT_LISTED = "The code {code} is not in the list of codes; it was answered for its heading. Please look at it again."
NOT_KNOWN = "We do not know the rate of {code} on {on}; these are all rates of that day."
NOT_COMPLETE = "Before 2022-07-18 only some rates are known here, so another rate may be right."


def answers(_rt: Any, questions: Sequence[tariff.Question], **_: Any) -> list[RateAnswer]:
    """The rates of each item."""
    return [_rates(question) for question in questions]


def _rates(question: tariff.Question) -> RateAnswer:
    found = tariff.ask(question)
    return RateAnswer(
        allowed_rates=found.rates_percent,
        entries=found.entries,
        basis=found.basis,
        is_code_listed=found.is_code_listed,
        warnings=tuple(_warnings(question, found)),
        sources=tuple(dict.fromkeys(entry.source for entry in found.entries)) or ("CGST Act s.9(1), s.14",),
        valid_from=max((entry.valid_from for entry in found.entries), default=None),
        valid_to=_first_end(entry.valid_to for entry in found.entries),
    )


def _warnings(question: tariff.Question, found: tariff.Answer) -> Iterable[str]:
    if not found.is_code_listed:
        yield NOT_LISTED.format(code=question.code)
    if found.basis is tariff.Basis.UNKNOWN:
        yield NOT_COMPLETE if found.entries else NOT_KNOWN.format(code=question.code, on=question.on)


def _first_end(ends: Iterable[date | None]) -> date | None:
    return min((end for end in ends if end is not None), default=None)

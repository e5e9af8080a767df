"""The answer to `hsn/suggest`: codes for what a shop calls an item, with their rates of today."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from app.compliance.records.suggestions import Likely, Suggestion, SuggestionAnswer, SuggestionQuestion, Told
from app.compliance.service.hsn import asking
from app.gst import shop_words, tariff
from app.gst.tariff import Entry
from app.gst.tariff.limits import Facts
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.period import indian_date

LISTED = "GSTN's list of HSN and SAC codes, November 2024"
HEADING = 4


def answers(
    rt: Runtime, questions: Sequence[SuggestionQuestion], /, *, caller: Caller, now: datetime, **_: Any
) -> list[SuggestionAnswer]:
    """The suggestions for each item, in order; all that are not remembered are asked for in one job."""
    found = asking.told(rt, [question.description for question in questions], caller=caller)
    on = indian_date(now)
    return [_answer(question, said, on) for question, said in zip(questions, found, strict=True)]


def _answer(question: SuggestionQuestion, told: Told, on: date) -> SuggestionAnswer:
    asked = [(likely, _rates(likely.code, question, on)) for likely in told.codes]
    entries = [entry for _, rates in asked for entry in rates.entries]
    return SuggestionAnswer(
        suggestions=tuple(_suggestion(likely, rates) for likely, rates in asked),
        model=told.model,
        sources=tuple(dict.fromkeys([LISTED, *(entry.source for entry in entries)])),
        valid_from=max((entry.valid_from for entry in entries), default=None),
        valid_to=_first_end(entries),
    )


def _rates(code: str, question: SuggestionQuestion, on: date) -> tariff.Answer:
    return tariff.ask(tariff.Question(code, on, question.description, Facts(question.unit_price)))


def _suggestion(likely: Likely, rates: tariff.Answer) -> Suggestion:
    known = rates.rates_percent if rates.is_proof else ()
    return Suggestion(likely.code, _name(likely.code), round(likely.chance, 3), known)


def _first_end(entries: Iterable[Entry]) -> date | None:
    return min((entry.valid_to for entry in entries if entry.valid_to is not None), default=None)


def _name(code: str) -> str:
    """Our short name for a code, else for the first that we know under its heading; empty where there is none."""
    names = _names()
    return names.get(code) or names.get(code[:HEADING], "")


@cache
def _names() -> dict[str, str]:
    found = {goods.code: goods.name for goods in shop_words.every()}
    for goods in shop_words.every():
        found.setdefault(goods.code[:HEADING], goods.name)
    return found

"""The match with GSTR-2B in words: a sentence for each field that differs, and one for the row (`matching.toml`)."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from app.compliance.records.matching import Difference, Said, State
from app.gst import states
from app.values import money
from app.values.language import Language

Value = str | Decimal | date | bool | None


@cache
def catalogue() -> Mapping[str, Any]:
    """The sentences by language."""
    return tomllib.loads((resources.files("app.compliance.wording") / "matching.toml").read_text(encoding="utf-8"))


def details(differences: Iterable[Difference], language: Language = Language.ENGLISH) -> tuple[Said, ...]:
    """The differences of a row, each with its sentence."""
    return tuple(Said(one.field, one.in_books, one.in_2b, sentence(one, language=language)) for one in differences)


def sentence(difference: Difference, *, language: Language = Language.ENGLISH) -> str:
    """What one field says on each side."""
    words = catalogue()[language.value]
    books, portal = (_spoken(difference.field, value, words) for value in (difference.in_books, difference.in_2b))
    which = "not_in_books" if books is None else "not_in_2b" if portal is None else "difference"
    filled: str = words[which].format(name=words["fields"][difference.field], books=books, portal=portal)
    return filled


def explanation(state: State, tax: Decimal, *, language: Language = Language.ENGLISH) -> str:
    """What a row of that state means. `tax`: all heads of the bill in the books, or in 2B where it is not booked."""
    filled: str = catalogue()[language.value]["rows"][state.value].format(tax=money.spoken(abs(tax)))
    return filled


def _spoken(field: str, value: Value, words: Mapping[str, Any]) -> str | None:
    """A value as it is read aloud; None for what a side does not say."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(words["yes" if value else "no"])
    if isinstance(value, Decimal):
        return money.spoken(value)
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if field == "place_of_supply":
        return f"{states.name(value)} ({value})"
    return str(words["kinds"][value]) if field == "kind" else value

"""What is told beside the figures of returns and registers, in the words of `periods.en.toml` and `periods.hi.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from app.compliance.records.periods.calendar import Duty
from app.compliance.records.periods.exposure import AtRisk, Risk
from app.compliance.records.periods.serials import Gap, Repeat
from app.compliance.records.periods.supplies import Kept
from app.values import money
from app.values.language import Language

_LAKH = Decimal(100_000)
_DAYS_IN_YEAR = 365
_MOST_LINES = 5


@cache
def catalogue(language: Language) -> Mapping[str, Any]:
    """All sentences of a language."""
    file = resources.files("app.compliance.wording") / f"periods.{language.value}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def told(language: Language, *path: str, **values: object) -> str:
    """The sentence or name that stands at `path`, with its figures. Raises `KeyError` for one that does not."""
    found: Any = catalogue(language)
    for name in path:
        found = found[name]
    return str(found).format(**values) if values else str(found)


def obstacle(kept: Kept, language: Language) -> tuple[str, str]:
    """Why a document is not in the return, and how to bring it in."""
    listed = ", ".join(filter(None, kept.lines[:_MOST_LINES])) or "-"
    more = "" if len(kept.lines) <= _MOST_LINES else f" (+{len(kept.lines) - _MOST_LINES})"
    path = ("obstacles", kept.obstacle.value)
    return told(language, *path, "plain"), told(language, *path, "fix", lines=listed + more)


def risk(kind: Risk, bill: AtRisk, language: Language) -> tuple[str, str]:
    """What is at risk with one bill, and what to do."""
    values = {
        "number": bill.number or "-",
        "supplier": bill.supplier_name or "-",
        "tax": money.spoken(bill.tax),
        "unpaid": money.spoken(bill.unpaid or money.ZERO),
        "interest": money.spoken(bill.interest),
        "last_day": day(bill.last_day, language) if bill.last_day else "-",
        "law": bill.law or "-",
    }
    return told(language, "risks", kind, "plain", **values), told(language, "risks", kind, "fix", **values)


def gap(one: Gap, language: Language) -> str:
    """Which numbers are missing."""
    values = {"first": one.first, "last": one.last, "count": one.count}
    which = "gap_one" if one.count == 1 else "gap_many"
    return told(language, "serials", which, after=one.after.number, before=one.before.number, **values)


def repeat(one: Repeat, language: Language) -> str:
    """Which number came more than once."""
    return told(language, "serials", "repeat", number=one.number, count=len(one.documents))


def duty(one: Duty, language: Language) -> str:
    """What is due, when, and what being late costs."""
    period = span(one.first, one.last, language)
    values = {"name": told(language, "forms", one.form), "period": period, "due": day(one.due_on, language)}
    when = {0: "today", -1: "past_one"}.get(one.days_left, "past" if one.days_left < 0 else "coming")
    sentences = [told(language, "duties", when, days=-one.days_left, **values)]
    sentences += [_choice(one, language)] if one.is_optional else []
    sentences += [told(language, "duties", "extended")] if one.is_extended else []
    return " ".join([*sentences, *_costs(one, language)])


def day(on: date, language: Language) -> str:
    """A day as it is read aloud."""
    return f"{on.day} {catalogue(language)['months']['names'][on.month - 1]} {on.year}"


def span(first: date, last: date, language: Language) -> str:
    """A month, or the months from one to another."""
    names: Sequence[str] = catalogue(language)["months"]["names"]
    end = f"{names[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    year = "" if first.year == last.year else f" {first.year}"
    return f"{names[first.month - 1]}{year} – {end}"


def _choice(one: Duty, language: Language) -> str:
    if one.optional_up_to is None:
        return told(language, "duties", "optional")
    return told(language, "duties", "optional_up_to", limit=money.spoken(one.optional_up_to))


def _costs(one: Duty, language: Language) -> Sequence[str]:
    found = []
    if one.fee_per_day is None:
        found.append(told(language, "duties", "fee_unknown"))
    elif one.fee_per_day:
        found.append(_fee(one, one.fee_per_day, language))
    if one.fee_so_far:
        found.append(told(language, "duties", "fee_so_far", so_far=money.spoken(one.fee_so_far)))
    if one.interest_percent:
        a_day = money.spoken(money.rounded(_LAKH * one.interest_percent / 100 / _DAYS_IN_YEAR))
        rate = f"{one.interest_percent.normalize():f}"
        found.append(told(language, "duties", "interest", rate=rate, interest=a_day))
    return found


def _fee(one: Duty, per_day: Decimal, language: Language) -> str:
    nil_fee = one.fee_per_day_nil if one.fee_per_day_nil is not None else per_day
    values = {"fee": money.spoken(per_day), "nil_fee": money.spoken(nil_fee)}
    if one.fee_cap is None:
        return told(language, "duties", "fee_cap_unknown", **values)
    which = "fee_for_all" if nil_fee == per_day else "fee"
    return told(language, "duties", which, cap=money.spoken(one.fee_cap), **values)

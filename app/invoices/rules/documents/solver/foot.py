"""Settles the sums at the foot of a bill: which reading of each, and which name for a sum that may bear several."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from app.invoices.records.extractions import Found
from app.invoices.rules.documents.solver import repairs, search, total_sums
from app.invoices.rules.documents.solver.search import Option, Values
from app.invoices.rules.documents.values import words

_TOTALS = "totals."
_MOST_READINGS = 4
_BARE_TOTAL = 0.75
"""What a sum that is only called "Total" is worth as the grand total, beside one that is called so."""
_NAMED = 0.6
"""From this score on a sum stands beside its name."""
_FIRST_OF_TWO = 0.3
"""What a bare total is worth as the sum before tax."""


def settled(by_path: Mapping[str, Sequence[Found]], fixed: Values) -> dict[str, Found]:
    """The sums at the foot, and the amount in words."""
    readings = _readings(by_path)
    fixed = {**fixed, "other_charges": _other_charges(readings["freight"])}
    spoken = by_path.get("totals.amount_in_words", ())
    for extra in _asked(readings, fixed):
        readings[extra[0]].append(extra[1])
    choices = {name: search.options(found, _MOST_READINGS) for name, found in readings.items() if found}
    ordered = {name: _never_left_out(name, choices[name]) for name in total_sums.NAMES if name in choices}
    chosen = search.best(ordered, total_sums.EVERY, fixed)
    found = {_TOTALS + name: one.found for name, one in chosen.items() if one.found is not None and name != "words"}
    return found | _words(spoken, found.get("totals.grand_total"))


def _never_left_out(name: str, options: list[Option]) -> list[Option]:
    """The options of a value; a grand total that is called so stays, whatever contradicts it."""
    is_named = any(one.found is not None and one.found.confidence >= _NAMED for one in options)
    return [one for one in options if one.found is not None] if name == "grand_total" and is_named else options


def _readings(by_path: Mapping[str, Sequence[Found]]) -> dict[str, list[Found]]:
    """The readings of each sum; a bare "Total" may be any of three. Words are a number, and the total where no digits
    are; where there are, they never replace them: a difference is to be told."""
    readings: dict[str, list[Found]] = defaultdict(list)
    for name in (*total_sums.NAMES, "total"):
        readings[name].extend(by_path.get(_TOTALS + name, ()))
    for one in readings.pop("total"):
        readings["grand_total"].append(replace(one, confidence=one.confidence * _BARE_TOTAL))
        readings["taxable_value"].append(replace(one, confidence=one.confidence * _FIRST_OF_TWO))
        readings["subtotal"].append(replace(one, confidence=one.confidence * _FIRST_OF_TWO / 2))
    spoken: list[Found] = []
    for one in by_path.get("totals.amount_in_words", ()):
        value = words.worth(str(one.value))
        if value is not None:
            readings["words"].append(replace(one, value=value, box=None))
            spoken.append(replace(one, value=value, confidence=one.confidence / 2))
    if not readings["grand_total"]:
        readings["grand_total"].extend(spoken)
    return readings


def _other_charges(freight: Sequence[Found]) -> Decimal | None:
    """What further charges, each with a name of its own, come to beside the first: packing, insurance, loading."""
    by_place: dict[object, Found] = {}
    for one in sorted(freight, key=lambda each: -each.confidence):
        if one.confidence >= _NAMED:
            by_place.setdefault((one.page, one.box), one)
    others = [one.value for one in list(by_place.values())[1:] if isinstance(one.value, Decimal)]
    return sum(others, Decimal(0)) if others else None


def _asked(readings: Mapping[str, Sequence[Found]], fixed: Values) -> list[tuple[str, Found]]:
    """Readings that an open sum asks for and that look like what was recognised."""
    best = {name: max(found, key=lambda one: one.confidence) for name, found in readings.items() if found}
    wanted = repairs.wanted(total_sums.EVERY, best, fixed)
    return [(name, one) for name, found in wanted.items() for one in found if name in best]


def _words(spoken: Sequence[Found], total: Found | None) -> dict[str, Found]:
    """The words that say the total; the best where none does."""
    if not spoken:
        return {}
    same = [
        one for one in spoken if total is not None and words.worth(str(one.value)) == abs(Decimal(str(total.value)))
    ]
    return {"totals.amount_in_words": max(same or spoken, key=lambda one: one.confidence)}

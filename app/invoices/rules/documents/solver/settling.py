"""Settles a whole document: each value takes the reading that fits the sums; what no sum touches takes its best.

What is printed nowhere is derived only where one value is possible: the halves of a tax that is printed as one sum, and
the taxable value where lines and total both ask for the same.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.invoices.records.extractions import Check, Found, Proposal
from app.invoices.rules.documents import words
from app.invoices.rules.documents.solver import heads, lines, repairs, search, total_sums
from app.invoices.rules.documents.solver.lines import SettledLine
from app.invoices.rules.documents.solver.search import Option, Values

_TOTALS = "totals."
_MOST_READINGS = 4
_BARE_TOTAL = 0.75
"""What a sum that is only called "Total" is worth as the grand total, beside one that is called so."""
_NAMED = 0.6
"""From this score on a sum stands beside its name."""
_FIRST_OF_TWO = 0.3
"""What it is worth as the sum before tax."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a document says, and every sum that was tried."""

    fields: Mapping[str, Found]
    checks: tuple[Check, ...]


def settled(proposals: Sequence[Proposal], *, on: date) -> Settled:
    """The readings that fit each other best, of all that were proposed."""
    by_path: dict[str, list[Found]] = defaultdict(list)
    for proposal in proposals:
        by_path[proposal.path].append(proposal.found)
    of_lines = {number: lines.settled(found) for number, found in sorted(lines.grouped(proposals).items())}
    fields = {
        path: max(found, key=lambda one: one.confidence)
        for path, found in by_path.items()
        if not path.startswith((_TOTALS, "lines."))
    }
    fields |= {f"lines.{number}.{name}": one for number, line in of_lines.items() for name, one in line.fields.items()}
    fields |= _totals(by_path, _fixed(fields, of_lines))
    fields = heads.named(_with_tax(fields))
    return Settled(_without_internal(fields), checks(fields, on=on))


def _with_tax(fields: Mapping[str, Found]) -> dict[str, Found]:
    """Amounts of lines that add up to the grand total, while a smaller taxable value is printed, include the tax."""
    total, taxable = _number(fields, "totals.grand_total"), _number(fields, "totals.taxable_value")
    amounts = {
        path: one for path, one in fields.items() if path.startswith("lines.") and path.endswith("taxable_value")
    }
    summed = sum((one.value for one in amounts.values() if isinstance(one.value, Decimal)), Decimal(0))
    has_totals = any(path.startswith("lines.") and path.endswith(".total") for path in fields)
    if total is None or taxable is None or has_totals or abs(summed - total) >= 1 or abs(summed - taxable) < 1:
        return dict(fields)
    moved = {path.replace("taxable_value", "total"): one for path, one in amounts.items()}
    return {path: one for path, one in fields.items() if path not in amounts} | moved


def _number(fields: Mapping[str, Found], path: str) -> Decimal | None:
    found = fields.get(path)
    return found.value if found is not None and isinstance(found.value, Decimal) else None


def _totals(by_path: Mapping[str, Sequence[Found]], fixed: Values) -> dict[str, Found]:
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
    found = _once(found)
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
        for name in ("subtotal", "taxable_value"):
            readings[name].append(replace(one, confidence=one.confidence * _FIRST_OF_TWO))
    for one in by_path.get("totals.amount_in_words", ()):
        value = words.worth(str(one.value))
        if value is not None:
            readings["words"].append(replace(one, value=value))
    if not readings["grand_total"]:
        readings["grand_total"].extend(replace(one, confidence=one.confidence / 2) for one in readings["words"])
    return readings


def _other_charges(freight: Sequence[Found]) -> Decimal | None:
    """What further charges, each with a name of its own, come to beside the first: packing, insurance, loading."""
    by_place: dict[object, Found] = {}
    for one in sorted(freight, key=lambda each: -each.confidence):
        if one.confidence >= _NAMED:
            by_place.setdefault((one.page, one.box), one)
    others = [one.value for one in list(by_place.values())[1:] if isinstance(one.value, Decimal)]
    return sum(others, Decimal(0)) if others else None


def _once(found: Mapping[str, Found]) -> dict[str, Found]:
    """Each printed sum under one name: what could be several is what it is called most surely."""
    kept: dict[str, Found] = {}
    places = set()
    for path in sorted(found, key=lambda path: (path != "totals.grand_total", -found[path].confidence)):
        place = (found[path].page, found[path].box)
        if place not in places:
            kept[path] = found[path]
            places.add(place)
    return kept


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


def _fixed(fields: Mapping[str, Found], of_lines: Mapping[int, SettledLine]) -> dict[str, Decimal | None]:
    """What is known before the foot is settled: the sums over the lines and over the rates."""
    values = [line.values for line in of_lines.values()]
    fixed: dict[str, Decimal | None] = {"lines.count": Decimal(len(values)) if values else None}
    for name in ("taxable_value", "total", "gross", *total_sums.HEADS):
        fixed[f"lines.{name}"] = _summed([line.get(name) for line in values])
    rates = {path.split(".")[1] for path in fields if path.startswith("rates.")}
    for name in ("taxable_value", *total_sums.HEADS):
        found = [fields.get(f"rates.{number}.{name}") for number in rates]
        fixed[f"rates.{name}"] = _summed(
            [one.value if one and isinstance(one.value, Decimal) else None for one in found]
        )
    is_reverse = fields.get("reverse_charge")
    fixed["is_reverse_charge"] = Decimal(1) if is_reverse is not None and is_reverse.value is True else None
    return fixed


def _summed(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def checks(fields: Mapping[str, Found], *, on: date) -> tuple[Check, ...]:
    """Every sum that can be tried among fields that are there; `on` is the day whose law holds."""
    of_lines = lines.grouped(Proposal(path, found) for path, found in fields.items())
    read = {number: SettledLine({name: found[0] for name, found in line.items()}) for number, line in of_lines.items()}
    tried = [check for number, line in sorted(read.items()) for check in lines.checks(number, line.values)]
    return (*tried, *_total_checks(fields, read))


def _total_checks(fields: Mapping[str, Found], of_lines: Mapping[int, SettledLine]) -> list[Check]:
    values = dict(_fixed(fields, of_lines))
    for path, found in fields.items():
        if path.startswith(_TOTALS) and isinstance(found.value, Decimal):
            values[path.removeprefix(_TOTALS)] = found.value
    spoken = fields.get("totals.amount_in_words")
    values["words"] = words.worth(str(spoken.value)) if spoken else None
    tried = ((one.name, one.tried(values)) for one in total_sums.EVERY)
    return [_check(name, verdict, fields) for name, verdict in tried if verdict is not None]


def _check(name: str, verdict: search.Verdict, fields: Mapping[str, Found]) -> Check:
    paths = tuple(_TOTALS + one for one in verdict.names if _TOTALS + one in fields)
    return Check(f"totals.{name}", verdict.is_ok, str(verdict.expected), str(verdict.found), paths)


_INTERNAL = (".tax", ".gross", ".less", "totals.total")


def _without_internal(fields: Mapping[str, Found]) -> dict[str, Found]:
    """Without what only helped the sums."""
    return {path: found for path, found in fields.items() if not path.endswith(_INTERNAL)}

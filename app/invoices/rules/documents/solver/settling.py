"""Settles a whole document: each value takes the reading that fits the sums; what no sum touches takes its best.

What is printed nowhere is derived only where one value is possible: the halves of a tax that is printed as one sum.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.invoices.records.extractions import Check, Found, Proposal
from app.invoices.rules.documents.solver import foot, heads, line_totals, lines, search, taxables, total_sums
from app.invoices.rules.documents.solver.lines import SettledLine
from app.invoices.rules.documents.values import words

_TOTALS = "totals."


@dataclass(frozen=True, slots=True)
class Settled:
    """What a document says, and every sum that was tried."""

    fields: Mapping[str, Found]
    checks: tuple[Check, ...]


def settled(proposals: Sequence[Proposal], *, on: date, is_taxed: bool = True) -> Settled:
    """The readings that fit each other best, of all that were proposed.

    is_taxed : whether papers of this kind can bear tax; the amounts of others are what is paid
    """
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
    fields |= foot.settled(by_path, _fixed(fields, of_lines))
    taxable = _fixed(fields, {})["rates.taxable_value"]
    fields = taxables.told(heads.named(line_totals.moved(fields, taxable, is_taxed=is_taxed)))
    return Settled(_without_internal(fields), checks(fields, on=on))


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


_INTERNAL = (".tax", ".gross", ".less", ".more", "totals.total")


def _without_internal(fields: Mapping[str, Found]) -> dict[str, Found]:
    """Without what only helped the sums."""
    return {path: found for path, found in fields.items() if not path.endswith(_INTERNAL)}

"""Settles the lines of goods, each by its own sums."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.invoices.records.extractions import Check, Found, Proposal
from app.invoices.rules.documents.solver import line_sums, repairs, search
from app.invoices.rules.documents.solver.search import Values

_LINE = re.compile(r"lines\.(\d+)\.(\w+)$")
_MOST_READINGS = 3


@dataclass(frozen=True, slots=True)
class SettledLine:
    """What one line says; `values` are its numbers."""

    fields: Mapping[str, Found]

    @property
    def values(self) -> Values:
        return {name: found.value for name, found in self.fields.items() if isinstance(found.value, Decimal)}


def grouped(proposals: Iterable[Proposal]) -> dict[int, dict[str, list[Found]]]:
    """The readings of each line by name."""
    lines: dict[int, dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for proposal in proposals:
        if match := _LINE.match(proposal.path):
            lines[int(match[1])][match[2]].append(proposal.found)
    return lines


def settled(readings: Mapping[str, Sequence[Found]]) -> SettledLine:
    """The readings of one line that fit each other; numbers that recognition bent are tried as their sums want them."""
    plain = {name: max(found, key=lambda one: one.confidence) for name, found in readings.items()}
    numeric = {name: list(readings[name]) for name in line_sums.NAMES if name in readings}
    if not all(verdict.is_ok for one in line_sums.EVERY if (verdict := one.tried(SettledLine(plain).values))):
        for name, extra in repairs.wanted(line_sums.EVERY, {name: plain[name] for name in numeric}, {}).items():
            numeric[name].extend(extra)
        choices = {name: search.options(found, _MOST_READINGS + 2) for name, found in numeric.items()}
        chosen = search.best(choices, line_sums.EVERY, {})
        plain = {name: found for name, found in plain.items() if name not in chosen}
        plain |= {name: option.found for name, option in chosen.items() if option.found is not None}
    return SettledLine(plain)


def checks(number: int, values: Values) -> list[Check]:
    """Every sum of one line that can be tried."""
    tried = ((one.name, one.tried(values)) for one in line_sums.EVERY)
    return [
        Check(
            name=f"lines.{number}.{name}",
            is_ok=verdict.is_ok,
            expected=str(verdict.expected),
            found=str(verdict.found),
            paths=tuple(f"lines.{number}.{each}" for each in verdict.names if each != "tax"),
        )
        for name, verdict in tried
        if verdict is not None
    ]

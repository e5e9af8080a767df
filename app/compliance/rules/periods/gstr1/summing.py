"""Each table of GSTR-1 in one line: how many documents, worth what, with which tax. Credit notes are taken off."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.compliance.records.periods.gstr1 import Row, SectionSum, Untaxed
from app.compliance.records.periods.supplies import Sum
from app.compliance.rules.periods.gstr1 import tables
from app.gst.arithmetic import Heads
from app.gst.returns.sections import Name
from app.values import money


def sections(rows: Iterable[Row], untaxed: Sequence[Untaxed]) -> tuple[SectionSum, ...]:
    """The tables that hold anything, by their numbers."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.table, row.section].append(row)
    found = [SectionSum(section, table, whole(group)) for (table, section), group in groups.items()]
    if untaxed:
        found.append(SectionSum(Name.NIL_EXEMPT.value, "8", _untaxed(untaxed)))
    return tuple(sorted(found, key=lambda one: (one.table, one.section)))


def whole(rows: Sequence[Row]) -> Sum:
    """What these rows come to. `value` is that of whole documents, their untaxed lines included."""
    signed = [(row, row.supply.sign) for row in rows]
    return Sum(
        documents=len({row.supply.document_id for row in rows}),
        value=sum((sign * row.supply.total for row, sign in signed), money.ZERO),
        taxable_value=sum((sign * row.taxable_value for row, sign in signed), money.ZERO),
        heads=sum((tables.signed(row.heads, sign) for row, sign in signed), Heads()),
    )


def _untaxed(rows: Sequence[Untaxed]) -> Sum:
    value = sum((row.nil_rated + row.exempt + row.non_gst for row in rows), money.ZERO)
    return Sum(documents=len({one for row in rows for one in row.document_ids}), value=value)

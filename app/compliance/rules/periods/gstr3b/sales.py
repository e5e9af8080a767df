"""Tables 3.1 and 3.2 of GSTR-3B: what is owed on supplies, and which of them went to other States' consumers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.compliance.records.periods.gstr1 import Row, Untaxed
from app.compliance.records.periods.gstr3b import Cell
from app.compliance.records.periods.purchases import Claim, Purchase
from app.compliance.rules.periods import recipients
from app.compliance.rules.periods.gstr1 import summing
from app.gst import gstin
from app.gst.arithmetic import Heads
from app.gst.gstin import Kind
from app.gst.parties import Recipient
from app.values import money

TAXED, ZERO_RATED, UNTAXED, REVERSE_CHARGE, NON_GST = "3.1(a)", "3.1(b)", "3.1(c)", "3.1(d)", "3.1(e)"
TO_UNREGISTERED, TO_UIN_HOLDERS = "3.2 unregistered", "3.2 UIN holders"


def cells(rows: Iterable[Row], untaxed: Sequence[Untaxed], purchases: Iterable[Purchase]) -> tuple[Cell, ...]:
    """Table 3.1, (a) to (e); credit notes are taken off."""
    own = [row for row in rows if not row.supply.is_reverse_charge]
    abroad = [row for row in own if row.supply.recipient in recipients.ZERO_RATED]
    at_home = [row for row in own if row.supply.recipient not in recipients.ZERO_RATED]
    ids = tuple(dict.fromkeys(id for one in untaxed for id in one.document_ids))
    free = sum((one.nil_rated + one.exempt for one in untaxed), money.ZERO)
    outside = sum((one.non_gst for one in untaxed), money.ZERO)
    return (
        _of_rows(TAXED, at_home),
        _of_rows(ZERO_RATED, abroad),
        Cell(UNTAXED, free, document_ids=ids if free else ()),
        _owed_by_us([one for one in purchases if one.claim is Claim.REVERSE_CHARGE]),
        Cell(NON_GST, outside, document_ids=ids if outside else ()),
    )


def inter_state(rows: Iterable[Row]) -> tuple[Cell, ...]:
    """Table 3.2: what of 3.1(a) went between States to buyers without GSTIN and to holders of a UIN, by place."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        kind = _kind(row)
        if kind and row.supply.is_inter_state and not row.supply.is_reverse_charge:
            groups[kind, row.supply.place].append(row)
    return tuple(_of_rows(kind, same, place=place) for (kind, place), same in sorted(groups.items()))


def _kind(row: Row) -> str | None:
    if row.supply.recipient is Recipient.UNREGISTERED:
        return TO_UNREGISTERED
    number = row.supply.recipient_gstin
    return TO_UIN_HOLDERS if number and gstin.read(number).kind is Kind.UIN else None


def _of_rows(name: str, rows: Sequence[Row], *, place: str | None = None) -> Cell:
    whole = summing.whole(rows)
    ids = tuple(dict.fromkeys(row.supply.document_id for row in rows))
    return Cell(name, whole.taxable_value, whole.heads, ids, place)


def _owed_by_us(purchases: Sequence[Purchase]) -> Cell:
    return Cell(
        REVERSE_CHARGE,
        sum((one.sign * one.value for one in purchases), money.ZERO),
        sum((one.credit for one in purchases), Heads()),
        tuple(one.document_id for one in purchases),
    )

"""Which table of GSTR-1 each document stands in, line by line; every line in exactly one (rule 59(4), Form GSTR-1).

The taxed lines of a document stand together in one of tables 4 to 7 or 9B, its untaxed lines in table 8; an export or a
supply to an SEZ is zero-rated whole and stands in 6A or 6B whatever its lines are (IGST Act 2017, s.16).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from app.compliance.records.periods.gstr1 import Consumers, RateSum, Row, Untaxed
from app.compliance.records.periods.serials import Nature
from app.compliance.records.periods.supplies import Part, Supply
from app.compliance.rules.periods import recipients
from app.gst.arithmetic import Heads
from app.gst.parties import Document, Recipient, SupplyKind
from app.gst.returns import sections
from app.gst.returns.sections import Name
from app.values import money

_DOCUMENTS = {
    Nature.INVOICE: Document.INVOICE,
    Nature.CREDIT_NOTE: Document.CREDIT_NOTE,
    Nature.DEBIT_NOTE: Document.DEBIT_NOTE,
}


def rows(supplies: Iterable[Supply]) -> tuple[Row, ...]:
    """The documents with taxable lines, each in its section."""
    placed = ((one, taxable(one)) for one in supplies)
    return tuple(_row(one, parts) for one, parts in placed if parts)


def taxable(supply: Supply) -> Sequence[Part]:
    """The lines that stand outside table 8."""
    if supply.recipient in recipients.ZERO_RATED:
        return supply.parts
    return [part for part in supply.parts if part.treatment is SupplyKind.TAXABLE]


def consumers(found: Iterable[Row]) -> tuple[Consumers, ...]:
    """Table 7: the rows of its section by place and rate, credit notes taken off."""
    groups: dict[tuple[str, bool, Decimal], list[tuple[Row, RateSum]]] = defaultdict(list)
    for row in found:
        if row.section == Name.B2CS:
            for one in row.rates:
                groups[row.supply.place, row.supply.is_inter_state, one.rate_percent].append((row, one))
    return tuple(
        Consumers(
            place=place,
            is_inter_state=is_inter_state,
            rate_percent=rate,
            taxable_value=sum((row.supply.sign * one.taxable_value for row, one in group), money.ZERO),
            heads=sum((signed(one.heads, row.supply.sign) for row, one in group), Heads()),
            document_ids=tuple(dict.fromkeys(row.supply.document_id for row, _ in group)),
        )
        for (place, is_inter_state, rate), group in sorted(groups.items())
    )


def untaxed(supplies: Iterable[Supply]) -> tuple[Untaxed, ...]:
    """Table 8: the lines without tax by its four kinds, credit notes taken off."""
    groups: dict[tuple[bool, bool], list[tuple[Supply, Part]]] = defaultdict(list)
    for one in supplies:
        if one.recipient not in recipients.ZERO_RATED:
            is_registered = one.recipient is not Recipient.UNREGISTERED
            lines = [(one, part) for part in one.parts if part.treatment is not SupplyKind.TAXABLE]
            groups[one.is_inter_state, is_registered].extend(lines)
    return tuple(_untaxed(*kind, group) for kind, group in sorted(groups.items()) if group)


def signed(heads: Heads, sign: int) -> Heads:
    """The heads of a note that takes away are negative."""
    return heads if sign > 0 else Heads(-heads.cgst, -heads.sgst, -heads.igst, -heads.cess)


def _row(supply: Supply, parts: Sequence[Part]) -> Row:
    found = sections.section(
        sections.Supply(
            document=_DOCUMENTS[supply.nature],
            issued_on=supply.limits_on,
            supplier_state=supply.supplier_state,
            recipient_category=supply.recipient,
            place_of_supply=supply.place,
            invoice_value=supply.total,
            is_reverse_charge=supply.is_reverse_charge,
            with_payment=supply.is_taxed,
            original_value=supply.original_total,
        )
    )
    return Row(found.section.value, found.table, supply, _rates(parts))


def _rates(parts: Iterable[Part]) -> tuple[RateSum, ...]:
    by_rate: dict[Decimal, list[Part]] = defaultdict(list)
    for part in parts:
        by_rate[part.rate_percent].append(part)
    return tuple(
        RateSum(
            rate,
            sum((part.value for part in same), money.ZERO),
            sum((part.heads for part in same), Heads()),
        )
        for rate, same in sorted(by_rate.items())
    )


def _untaxed(is_inter_state: bool, is_registered: bool, group: Iterable[tuple[Supply, Part]]) -> Untaxed:
    whole: Mapping[SupplyKind, list[Decimal]] = defaultdict(list)
    ids = []
    for supply, part in group:
        whole[part.treatment].append(supply.sign * part.value)
        ids.append(supply.document_id)
    return Untaxed(
        is_inter_state=is_inter_state,
        is_registered=is_registered,
        nil_rated=sum(whole[SupplyKind.NIL_RATED], money.ZERO),
        exempt=sum(whole[SupplyKind.EXEMPT], money.ZERO),
        non_gst=sum(whole[SupplyKind.NON_GST], money.ZERO),
        document_ids=tuple(dict.fromkeys(ids)),
    )

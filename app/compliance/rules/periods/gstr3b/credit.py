"""Tables 4 and 5 of GSTR-3B: input tax credit, what of it goes back, and purchases without tax (14/2022-CT's form).

What s.17(5) blocks and what rules 42 and 43 take back for exempt supplies hangs on what a purchase was used for: the
books do not say, so those cells are not known.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from app.books.records import Books
from app.compliance.records.periods.gstr3b import Cell
from app.compliance.records.periods.purchases import Claim, Purchase
from app.compliance.records.periods.tax_period import TaxPeriod
from app.compliance.rules.periods import rule_37
from app.gst.arithmetic import Heads
from app.values import money

IMPORTED_GOODS, IMPORTED_SERVICES, REVERSE_CHARGE = "4(A)(1)", "4(A)(2)", "4(A)(3)"
DISTRIBUTED, OTHERS = "4(A)(4)", "4(A)(5)"
REVERSED_FOR_GOOD, REVERSED_FOR_NOW, NET = "4(B)(1)", "4(B)(2)", "4(C)"
RECLAIMED, INELIGIBLE = "4(D)(1)", "4(D)(2)"
LEFT_OUT = frozenset(Claim) - {Claim.CREDIT, Claim.REVERSE_CHARGE, Claim.UNTAXED, Claim.PLACE_ELSEWHERE}


def cells(books: Books, bought: Sequence[Purchase], period: TaxPeriod) -> tuple[Cell, ...]:
    """Table 4. `bought` are the purchases of all times: a reversal of this period is of a bill of another."""
    now = [one for one in bought if period.covers(one.issued_on)]
    back = _moved(REVERSED_FOR_NOW, list(rule_37.reversals(books, bought, period)))
    again = _moved(RECLAIMED, list(rule_37.reclaims(books, bought, period)))
    imported = _of(IMPORTED_GOODS, [one for one in now if one.claim is Claim.CREDIT and one.is_import])
    charged = _of(REVERSE_CHARGE, [one for one in now if one.claim is Claim.REVERSE_CHARGE])
    plain = _of(OTHERS, [one for one in now if one.claim is Claim.CREDIT and not one.is_import])
    others = Cell(OTHERS, plain.taxable_value, plain.heads + again.heads, (*plain.document_ids, *again.document_ids))
    net = less(imported.heads + charged.heads + others.heads, back.heads)
    return (
        imported,
        Cell(IMPORTED_SERVICES, is_known=False),
        charged,
        Cell(DISTRIBUTED, is_known=False),
        others,
        Cell(REVERSED_FOR_GOOD, is_known=False),
        back,
        Cell(NET, heads=net),
        again,
        _ineligible([one for one in now if one.claim is Claim.PLACE_ELSEWHERE]),
    )


def untaxed(purchases: Iterable[Purchase]) -> tuple[Cell, ...]:
    """Table 5: purchases within GST that bear no tax, and those outside of it, between States and within one."""
    found = []
    for is_between, where in ((True, "inter-State"), (False, "intra-State")):
        side = [one for one in purchases if one.is_inter_state is is_between and one.claim is not Claim.REVERSE_CHARGE]
        free, outside = [one for one in side if one.untaxed_value], [one for one in side if one.non_gst_value]
        free_value = sum((one.sign * one.untaxed_value for one in free), money.ZERO)
        outside_value = sum((one.sign * one.non_gst_value for one in outside), money.ZERO)
        found.append(Cell(f"5 exempt {where}", free_value, document_ids=_ids(free)))
        found.append(Cell(f"5 non-GST {where}", outside_value, document_ids=_ids(outside)))
    return tuple(found)


def left_out(purchases: Iterable[Purchase]) -> tuple[Cell, ...]:
    """Tax that was charged and stands in no cell, by the reason why."""
    groups = {claim: [one for one in purchases if one.claim is claim] for claim in sorted(LEFT_OUT)}
    return tuple(
        Cell(claim.value, sum((one.sign * one.tax for one in same), money.ZERO), document_ids=_ids(same))
        for claim, same in groups.items()
        if same
    )


def less(heads: Heads, taken: Heads) -> Heads:
    """Head by head."""
    return heads + Heads(-taken.cgst, -taken.sgst, -taken.igst, -taken.cess)


def _of(name: str, purchases: Sequence[Purchase]) -> Cell:
    value = sum((one.sign * one.value for one in purchases), money.ZERO)
    return Cell(name, value, sum((one.credit for one in purchases), Heads()), _ids(purchases))


def _moved(name: str, moves: Sequence[rule_37.Move]) -> Cell:
    heads = sum((move.heads for move in moves), Heads())
    return Cell(name, heads=heads, document_ids=tuple(move.document_id for move in moves))


def _ineligible(purchases: Sequence[Purchase]) -> Cell:
    heads = sum((one.heads for one in purchases if one.heads), Heads())
    return Cell(INELIGIBLE, heads=heads, document_ids=_ids(purchases))


def _ids(purchases: Iterable[Purchase]) -> tuple[UUID, ...]:
    return tuple(one.document_id for one in purchases)

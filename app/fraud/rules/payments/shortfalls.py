"""Documents that are marked as paid though less was paid: explained first, then doubted.

Reasons in the order in which they are tried: TDS, charges, what a note names, credit notes, what was paid before or
elsewhere, set-off with what the firm owes here, a share that is usual with this firm or in trade. What stays is
doubted the more, the larger the gap.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal

from app.fraud.records import Rule
from app.fraud.rules.customs import Customs
from app.fraud.rules.payments import explanations, habits, remarks, sums, tax_stated
from app.fraud.rules.payments.dealings import Dealing

Doubt = tuple[Rule, float]
GAPS: Sequence[tuple[Decimal, float]] = (
    (Decimal("0.03"), 0.9),
    (Decimal("0.015"), 0.84),
    (Decimal("0.006"), 0.74),
    (Decimal("0.003"), 0.6),
)
"""How likely a gap of this share of the bill is a mistake, once nothing explains it."""
LEAST_CHANCE = 0.4
SMALL = Decimal("0.04")
"""Of the bill; a discount up to this needs no note."""
LARGE_DISCOUNT, MOST_KEPT_BACK = Decimal("0.12"), Decimal("0.25")
"""Of the bill; what a note is believed to let off as a discount, or to keep back for any other reason."""
MOST_STATED = 6
"""So many sums of one note are added up."""
DAYS_OF_GRACE = 5
"""A discount taken so many days after its time is let pass: banks and holidays delay payments."""
MONTHS_FOR_GST, TIME_FOR_GST = 3, timedelta(days=60)
"""The supplier files by the month after; whoever waits for it pays the GST within two months, at most three."""


def doubt(dealing: Dealing, customs: Customs) -> Doubt | None:
    """The rule that speaks against the shortfall, and how surely; nothing where it is explained."""
    short = -dealing.gap
    if habits.is_twice_the_usual(dealing, short):
        return Rule.TAX_MISFIT, 0.8
    if late := _late_discount(dealing, short):
        return Rule.UNDERPAID, late
    if _is_gst(dealing, short):
        return Rule.GST_KEPT_BACK, 0.9 * _gst_for_ever(dealing, customs)
    if habits.varies_as_usual(dealing, short) or _is_itemised(dealing, short):
        return None
    if unfit := tax_stated.doubt(dealing, short):
        return Rule.TAX_MISFIT, unfit
    if any(explains(dealing, short) for explains in REASONS):
        return None
    chance = next((sure for least, sure in GAPS if short >= dealing.document.total * least), LEAST_CHANCE)
    if not customs.marks_when_settled or dealing.links_loosely:
        chance *= 0.75
    return _named(dealing, short, chance)


def is_explained_alone(dealing: Dealing) -> bool:
    """Whether the shortfall has a reason that needs no other payment or document of the same side."""
    return any(explains(dealing, -dealing.gap) for explains in ALONE)


def _named(dealing: Dealing, short: Decimal, chance: float) -> Doubt:
    """The rule by what the gap looks like, its chance lowered for near explanations."""
    if _advance_is_spent(dealing, short):
        return Rule.UNDERPAID, 0.85
    if remarks.says_tax(*dealing.notes):
        return Rule.TAX_MISFIT, chance * 0.86
    if remarks.says_discount(*dealing.notes):
        return Rule.UNDERPAID, chance * 0.82
    if explanations.is_usual_discount(dealing.document, short):
        return Rule.UNDERPAID, chance * 0.6
    if remarks.is_explained(*(one.notes for one in dealing.payments)):
        return Rule.UNDERPAID, chance * 0.65
    return Rule.UNDERPAID, chance


def _advance_is_spent(dealing: Dealing, short: Decimal) -> bool:
    """Whether the note takes an advance off that another bill took off before."""
    spent = [dealing.spent.get(one, Decimal(0)) for one, _ in dealing.loose_nearby]
    return remarks.says_advance(*dealing.notes) and any(abs(one - short) <= 1 for one in spent)


def _is_gst(dealing: Dealing, short: Decimal) -> bool:
    """Whether the GST is exactly what is missing, and nothing but TDS at the same rate would explain it."""
    own = dealing.document
    if own.tax_amount <= 1 or abs(short - own.tax_amount) > 1 or remarks.says_tax(*dealing.notes):
        return False
    return not any(explains(dealing, short) for explains in REASONS if explains not in (_is_tax, habits.is_usual_share))


def _gst_for_ever(dealing: Dealing, customs: Customs) -> float:
    """GST is often paid apart, once the supplier has filed: it is late only when trade has long gone on."""
    if habits.withholds_gst(dealing) or remarks.is_explained(*dealing.notes):
        return 0.6
    goes_on = dealing.account.payments_between(dealing.paid_on + TIME_FOR_GST, dealing.paid_on + 10 * TIME_FOR_GST)
    if goes_on:
        return 0.92
    return 0.84 if dealing.is_marked_paid or customs.has_passed(dealing.paid_on, MONTHS_FOR_GST) else 0.65


def _late_discount(dealing: Dealing, short: Decimal) -> float | None:
    """How surely a discount was taken after the days within which the document offers it; nothing where it was not."""
    offered = remarks.discount_offered(dealing.document.notes)
    if offered is None or remarks.says_tax(*dealing.notes):
        return None
    percent, days = offered
    own = dealing.document
    is_it = any(abs(short - base * percent / 100) <= max(Decimal(2), short / 50) for base in (own.total, own.subtotal))
    is_late = (dealing.paid_on - own.issued_on).days > days + DAYS_OF_GRACE
    return 0.85 if is_it and is_late else None


def _is_tax(dealing: Dealing, short: Decimal) -> bool:
    return dealing.is_tax(short)


def _is_charge(dealing: Dealing, short: Decimal) -> bool:
    return explanations.is_charge(dealing.document, dealing.payments, short, has_pan=dealing.has_pan)


def _is_noted(dealing: Dealing, short: Decimal) -> bool:
    """What a note names is believed within bounds: a quarter of the bill, an eighth for a discount."""
    share = short / dealing.document.total
    if remarks.says_kept_back(*dealing.notes) or remarks.says_on_account(*dealing.notes):
        return share <= MOST_KEPT_BACK
    return remarks.says_discount(*dealing.notes) and share <= LARGE_DISCOUNT


def _is_itemised(dealing: Dealing, short: Decimal) -> bool:
    """Whether a note states several sums, not for tax alone, that come to it."""
    for note in dealing.notes:
        stated = remarks.rupees_in(note)[:MOST_STATED]
        if len(stated) >= 2 and abs(sum(stated) - short) <= len(stated) and remarks.is_explained(note):
            return True
    return False


def _is_small_discount(dealing: Dealing, short: Decimal) -> bool:
    usual = explanations.is_usual_discount(dealing.document, short)
    return usual and short <= dealing.document.total * SMALL and short % 100 != 0


def _is_credited(dealing: Dealing, short: Decimal) -> bool:
    """Whether notes come to the shortfall, alone or beside TDS on what was left."""
    linked = [note.total for note in dealing.ledger.books.notes_by_document.get(dealing.document.id, ())]
    near = [one.total for one in dealing.ledger.notes_near(dealing.account, dealing.document.issued_on)]
    if sums.is_sum_of(short, linked) or any(abs(total - short) <= 1 for total in near):
        return True
    rest = short - sum(linked, Decimal(0))
    return bool(linked) and (rest <= 1 or dealing.is_tax(rest) or rest <= dealing.document.total / 100)


def _was_paid_before(dealing: Dealing, short: Decimal) -> bool:
    """Whether other documents of the firm were overpaid by as much: the excess was carried over, in either order."""
    own = dealing.open_besides
    excess = [-amount for amount in own if amount < -1]
    total = sum(excess, Decimal(0))
    if sums.is_sum_of(short, excess) or dealing.is_met_loosely(-short):
        return True
    return short - 1 <= total <= short * 4


def _was_paid_loose(dealing: Dealing, short: Decimal) -> bool:
    """Whether money without a document covers the gap, to the rupee or as part of a lump; each rupee only once."""
    loose = [(one, left) for one, left in dealing.loose_nearby if left > 0]
    places = sums.places_of(short, [left for _, left in loose])
    if not places:
        places = [place for place, (_, left) in enumerate(loose) if left >= short and left % 100 == 0][:1]
        used = [short] * len(places)
    else:
        used = [loose[place][1] for place in places]
    for place, amount in zip(places, used, strict=True):
        one = loose[place][0]
        dealing.spent[one] = dealing.spent.get(one, Decimal(0)) + amount
    return bool(places)


def _is_set_off(dealing: Dealing, short: Decimal) -> bool:
    owed_back = dealing.ledger.set_off_amounts(
        dealing.document.party_id, dealing.payments[0].direction, until=dealing.paid_on
    )
    return sums.is_sum_of(short, owed_back)


ALONE: Sequence[Callable[[Dealing, Decimal], bool]] = (
    _is_tax,
    _is_charge,
    _is_noted,
    _is_small_discount,
    habits.is_usual_share,
    _is_credited,
    _is_set_off,
)
REASONS: Sequence[Callable[[Dealing, Decimal], bool]] = (*ALONE, _was_paid_before, _was_paid_loose)

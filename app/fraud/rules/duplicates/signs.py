"""In what two documents agree and differ, as the signs that an owner is shown."""

from app.fraud.records import Sign
from app.fraud.rules.duplicates.amounts import AmountRelation
from app.fraud.rules.duplicates.days import DateRelation
from app.fraud.rules.duplicates.goods import Goods
from app.fraud.rules.duplicates.kin import PartyRelation
from app.fraud.rules.duplicates.likeness import Likeness
from app.fraud.rules.duplicates.orders import Order
from app.fraud.rules.duplicates.renumbering import NumberRelation


def agreeing(alike: Likeness) -> tuple[Sign, ...]:
    """What speaks for their being one."""
    signs = {
        Sign.PARTY: alike.party is PartyRelation.SAME,
        Sign.OTHER_RECORD: alike.party in (PartyRelation.OTHER_RECORD, PartyRelation.SIMILAR_NAME),
        Sign.SAME_CONTACT: alike.party is PartyRelation.SHARES_CONTACT,
        Sign.BRANCH: alike.party is PartyRelation.BRANCH,
        Sign.NUMBER: alike.number is NumberRelation.SAME,
        Sign.NUMBER_LOOKALIKE: alike.number is NumberRelation.LOOKALIKE,
        Sign.NUMBER_SUFFIX: alike.number is NumberRelation.SUFFIX,
        Sign.NUMBER_CUT: alike.number is NumberRelation.TAIL,
        Sign.NUMBER_ELSEWHERE: alike.number is NumberRelation.ELSEWHERE,
        Sign.NUMBER_TYPO: alike.number is NumberRelation.TYPO,
        Sign.AMOUNT: alike.amount is AmountRelation.EQUAL,
        Sign.AMOUNT_WITHOUT_GST: alike.amount is AmountRelation.WITHOUT_GST,
        Sign.AMOUNT_LESS_TDS: alike.amount is AmountRelation.LESS_TDS,
        Sign.AMOUNT_TYPO: alike.amount is AmountRelation.TYPO,
        Sign.AMOUNT_NEAR: alike.amount in (AmountRelation.NEAR, AmountRelation.APART),
        Sign.DATE: alike.date is DateRelation.SAME,
        Sign.DATE_NEAR: alike.date is DateRelation.NEAR,
        Sign.DATE_SWAPPED: alike.date is DateRelation.SWAPPED,
        Sign.DATE_SLIP: alike.date is DateRelation.SLIP,
        Sign.PERIOD: alike.date is DateRelation.PERIOD,
        Sign.REFERENCE: alike.order in (Order.SAME, Order.CHALLAN),
        Sign.ITEMS: alike.goods in (Goods.SAME_MANY, Goods.SAME_ONE),
        Sign.ITEMS_MOST: alike.goods is Goods.OVERLAP,
        Sign.ENTERED_TOGETHER: alike.is_together,
    }
    return tuple(sign for sign, holds in signs.items() if holds)


def differing(alike: Likeness) -> tuple[Sign, ...]:
    """What does not fit, and is to be checked on the papers."""
    other_number = (NumberRelation.DIFFERENT, NumberRelation.OTHER_SERIES, NumberRelation.SERIES)
    signs = {
        Sign.NUMBER: alike.number in other_number,
        Sign.NUMBER_MISSING: alike.number is NumberRelation.MISSING,
        Sign.DATE: alike.date in (DateRelation.WEEKS, DateRelation.FAR, DateRelation.AGES),
        Sign.ITEMS: alike.goods is Goods.DIFFERS,
        Sign.AMOUNT: alike.amount is AmountRelation.DIFFERENT,
        Sign.ENTERED_BY: alike.is_by_another,
        Sign.ENTERED_LATE: alike.is_late,
    }
    return tuple(sign for sign, holds in signs.items() if holds)

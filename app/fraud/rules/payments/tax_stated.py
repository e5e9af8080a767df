"""Tax that a note or the goods themselves name, held against what was kept back.

Whoever writes "TDS 194C" or bills commission says which rates may apply; a deduction at another section's rate, at one
that held no more, or at more than the note says does not fit, though some rate of the law would. Sections by kind of
service: Income-tax Act 1961, 194C (work, carriage, catering, advertising), 194H (commission, brokerage), 194-I (rent),
194J (professional and technical services).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from app.fraud.rules.payments import remarks, tax_deducted
from app.fraud.rules.payments.dealings import Dealing

_SECTION = re.compile(r"\b(19[45])[ -]?([A-Z]{1,2})\b", re.IGNORECASE)
CHARGE = Decimal(60)
"""Rupees; a bank's charge beside the tax."""
MOST_STATED = 4
"""So many percentages of one note are added up in all ways."""
WORK = re.compile(
    r"job.?work|labou?r|contract|security guard|housekeep|loading|hamali|mazd|majd|ठेका|मजदूरी", re.IGNORECASE
)
KINDS: Mapping[str, re.Pattern[str]] = {
    "194C": re.compile(
        r"job.?work|labou?r|contract|freight|transport|cartage|carriage|fabricat|printing|catering|advert|repair|"
        r"install|housekeep|security guard|loading|stitching|hamali|mazd|majd|ठेका|मजदूरी|ढुलाई",
        re.IGNORECASE,
    ),
    "194H": re.compile(r"commission|brokerage|\bdalali|दलाली|कमीशन", re.IGNORECASE),
    "194I": re.compile(r"\brent\b|kiraya|\blease|किराया", re.IGNORECASE),
    "194J": re.compile(
        r"consult|audit|legal|advocate|professional|architect|doctor|technical|software|retainer|accountan",
        re.IGNORECASE,
    ),
}


def doubt(dealing: Dealing, short: Decimal) -> float | None:
    """How surely the deduction is not the one that the note or the service asks for; nothing where neither says."""
    noted = " ".join(one for one in dealing.notes if one)
    if remarks.says_tax(noted):
        stated = list(_stated(noted, dealing))
        if stated and not _fits(dealing, short, stated):
            return 0.87
        if stated:
            return None
    asked = _asked(dealing)
    if asked and dealing.is_tax(short) and not _fits(dealing, short, asked):
        return 0.83 if remarks.says_tax(noted) else 0.73 if _is_plain_work(dealing) else 0.64
    return None


def _stated(noted: str, dealing: Dealing) -> Iterator[Decimal]:
    """The rates that a note states, alone and together; else those of the sections that it names."""
    percents = remarks.percents_in(noted)[:MOST_STATED]
    allowed = [rate for section in _SECTION.findall(noted) for rate in _rates("".join(section).upper(), dealing)]
    if percents and allowed and not set(percents) & set(allowed):
        yield from allowed
    elif percents:
        for size in range(1, len(percents) + 1):
            yield from (sum(some, Decimal(0)) for some in combinations(percents, size))
    else:
        yield from allowed


def _asked(dealing: Dealing) -> Sequence[Decimal]:
    """The rates of the one section under which all that was bought falls; nothing where it cannot be told."""
    names = [one.name for one in dealing.document.items]
    kinds = {next((kind for kind, words in KINDS.items() if words.search(name)), "") for name in names}
    return _rates(kinds.pop(), dealing) if len(kinds) == 1 and "" not in kinds else ()


def _is_plain_work(dealing: Dealing) -> bool:
    """Whether it is work by any measure, of which no one keeps a tenth back as tax."""
    return all(WORK.search(one.name) for one in dealing.document.items)


def _rates(section: str, dealing: Dealing) -> Sequence[Decimal]:
    return [
        rate.percent
        for rate in tax_deducted.RATES
        if rate.holds_on(dealing.paid_on) and section in re.findall(r"19\d[A-Z]*", rate.source.replace("-", ""))
    ]


def _fits(dealing: Dealing, short: Decimal, percents: Sequence[Decimal]) -> bool:
    """Whether no more was kept back than the highest of these rates, roundings and a bank's charge apart."""
    own = dealing.document
    without_pan = () if dealing.has_pan else (own.total / 5, own.subtotal / 5)
    if any(abs(short - one) <= tax_deducted.ROUNDED_TO for one in without_pan):
        return True
    highest = max(percents) * own.total / 100
    return short <= highest + min(CHARGE, max(Decimal(5), own.total / 100))

"""To whom the limits on cash apply: who is one person, and who is left out by the law or by what the books can tell.

Rule 6DD of the Income-tax Rules lets a business pay in cash: the government, banks, growers for their produce, and
on days on which banks are closed. Section 269ST leaves out banks and the government. A party that stands for all
walk-in customers is not one person. Carriers of goods have a limit of their own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from app.books.records import Direction, Document, DocumentKind, Party, PartyKind, Payment
from app.fraud.rules.ledger import Ledger

CASH = frozenset({"cash", "by cash", "cash in hand", "petty cash", "nakad", "rokad", "नकद", "रोकड़"})
CARRIAGE_CODES = ("9965", "9966", "9967")
"""Headings of the GST classification of services: goods transport, vehicle hire, support in transport."""
GROWN_CODES = ("01", "03", "0401", "0407", "06", "07", "08", "10")
"""Chapters of the tariff: live animals, fish, milk, eggs, plants, vegetables, fruit, grain."""
CROWD_A_DAY, CROWD_DAYS = 4, 10
"""So many invoices on one day, on so many days, are a counter and not one customer."""

_FREIGHT = re.compile(
    r"freight|transport|carriage|cartage|lorry|truck|roadways|goods carrier|logistics|tempo|courier|cargo|parivahan"
    r"|bhada|भाड़ा|ट्रांसपोर्ट|परिवहन",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\bbank\b|municipal|nagar ?(palika|nigam|parishad)|panchayat|government|\bgovt\b|sarkar|treasury|\bRTO\b|customs"
    r"|electricity (board|supply|distribution)|vidyut|\bjal (board|nigam)|income.?tax|\bGST (payment|challan|dept)"
    r"|post office|railway|बैंक|सरकार|नगर|पंचायत|विद्युत",
    re.IGNORECASE,
)
_OWN_MONEY = re.compile(r"petty cash|imprest|cash in hand|\bself\b|\bcontra\b|proprietor|drawings", re.IGNORECASE)
_WALK_IN = re.compile(
    r"walk.?in|cash (sale|customer|bill|memo|party|a/?c)|counter|retail (sale|customer)|\bsundry\b|over the counter"
    r"|\bPOS\b|daily sale|nakad|नकद|phutkar|फुटकर",
    re.IGNORECASE,
)
_GROWN = re.compile(
    r"vegetable|sabzi|sabji|fruit|paddy|wheat|grain|milk|fish|poultry|egg|cotton bale|sugarcane|flower|hay|fodder|कृषि"
    r"|सब्ज|दूध|फल|गेहूं|धान|अनाज|मछली",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Persons:
    """What the books tell about each party, as far as the limits on cash depend on it."""

    ledger: Ledger

    @cached_property
    def carriers(self) -> frozenset[UUID]:
        """Firms called after carriage, or most of whose bills are for nothing else."""
        named = {self.ledger.firm(one.id) for one in self._parties if _FREIGHT.search(one.name)}
        return frozenset(one for one in named | self._mostly(_is_freight) if one)

    @cached_property
    def growers(self) -> frozenset[UUID]:
        """Unregistered firms most of whose untaxed bills are for what fields, herds and waters yield."""
        registered = {self.ledger.firm(one.id) for one in self._parties if one.gstin}
        return frozenset(self._mostly(_is_grown) - registered)

    @cached_property
    def crowds(self) -> frozenset[UUID]:
        """Firms that stand for many customers: called so, or billed many times on many days."""
        named = {self.ledger.firm(one.id) for one in self._parties if _WALK_IN.search(one.name)}
        a_day = Counter(
            (self.ledger.firm(one.party_id), one.issued_on)
            for one in self.ledger.books.documents
            if one.kind is DocumentKind.SALES_INVOICE and one.counts
        )
        busy = Counter(firm for (firm, _), count in a_day.items() if count >= CROWD_A_DAY)
        return frozenset(one for one in named | {firm for firm, days in busy.items() if days >= CROWD_DAYS} if one)

    def judged(self, payments: Sequence[Payment], kind: PartyKind) -> list[Payment]:
        """The cash among `payments` with parties of a kind to whom the limits apply, by date."""
        direction = Direction.OUT if kind is PartyKind.SUPPLIER else Direction.IN
        parties = {one.id for one in self._parties if one.kind is kind and not _is_left_out(one)}
        chosen = (one for one in payments if one.direction is direction and one.party_id in parties and is_cash(one))
        return sorted(chosen, key=lambda one: (one.paid_on, one.id))

    def is_left_out(self, party_id: UUID | None) -> bool:
        """Whether the party is a bank, a public body or the business's own till."""
        party = self.ledger.books.party_by_id.get(party_id) if party_id else None
        return party is not None and _is_left_out(party)

    @property
    def _parties(self) -> Sequence[Party]:
        return self.ledger.books.parties

    def _mostly(self, claim: Callable[[Document], bool]) -> set[UUID]:
        """The firms for at least half of whose bills the claim holds."""
        told: dict[UUID, list[bool]] = defaultdict(list)
        for one in self.ledger.books.documents:
            firm = self.ledger.firm(one.party_id)
            if firm and one.kind is DocumentKind.SUPPLIER_BILL and one.items:
                told[firm].append(claim(one))
        return {firm for firm, answers in told.items() if sum(answers) * 2 >= len(answers)}


def is_cash(payment: Payment) -> bool:
    """Whether it moved as notes and coins."""
    return payment.mode.strip().casefold().replace("_", " ") in CASH


def is_bank_holiday(day: date) -> bool:
    """Whether banks are closed all over India: Republic Day, Independence Day, Gandhi's birthday, Christmas."""
    return (day.month, day.day) in {(1, 26), (8, 15), (10, 2), (12, 25)}


def total(payments: Iterable[Payment]) -> Decimal:
    """What they come to, in rupees."""
    return sum((one.amount for one in payments), Decimal(0))


def by_day(ledger: Ledger, payments: Sequence[Payment]) -> Mapping[tuple[UUID | None, date], list[Payment]]:
    """The payments of each firm and day."""
    groups: dict[tuple[UUID | None, date], list[Payment]] = defaultdict(list)
    for payment in payments:
        groups[ledger.firm(payment.party_id), payment.paid_on].append(payment)
    return groups


def _is_left_out(party: Party) -> bool:
    return bool(_PUBLIC.search(party.name) or _OWN_MONEY.search(party.name))


def _is_freight(bill: Document) -> bool:
    return all((one.hsn_code or "").startswith(CARRIAGE_CODES) or _FREIGHT.search(one.name) for one in bill.items)


def _is_grown(bill: Document) -> bool:
    is_produce = all((one.hsn_code or "").startswith(GROWN_CODES) or _GROWN.search(one.name) for one in bill.items)
    return bill.tax_amount == 0 and is_produce

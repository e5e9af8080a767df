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
_EXCEPTION = re.compile(
    r"6 ?DD|no bank|bank (holiday|strike|band|closed)|farmer|kisan|grower|agricultur|khet|किसान|बैंक बंद|छुट्टी",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Persons:
    """What the books tell about each party, as far as the limits on cash depend on it."""

    ledger: Ledger

    def is_carrier(self, firm: UUID | None) -> bool:
        """Whether the firm is called after carriage, or most of its bills are for nothing else."""
        return self._is_called(firm, _FREIGHT) or self._bills_mostly(firm, _is_freight)

    def is_grower(self, firm: UUID | None) -> bool:
        """Whether an unregistered firm bills mostly what fields, herds and waters yield, untaxed."""
        is_registered = any(one.gstin for one in self._members.get(firm, ()))
        return not is_registered and self._bills_mostly(firm, _is_grown)

    def is_crowd(self, firm: UUID | None) -> bool:
        """Whether it stands for many customers: called so, or billed many times on many days."""
        a_day = Counter(
            one.issued_on for one in self._documents.get(firm, ()) if one.kind is DocumentKind.SALES_INVOICE
        )
        is_busy = sum(1 for count in a_day.values() if count >= CROWD_A_DAY) >= CROWD_DAYS
        return is_busy or self._is_called(firm, _WALK_IN)

    def judged(self, payments: Sequence[Payment], kind: PartyKind) -> list[Payment]:
        """The cash among `payments` with parties of a kind to whom the limits apply, by date."""
        direction = Direction.OUT if kind is PartyKind.SUPPLIER else Direction.IN
        parties = {one.id for one in self._parties if one.kind is kind and not _is_left_out(one)}
        chosen = (one for one in payments if one.direction is direction and one.party_id in parties and is_cash(one))
        return list(chosen)

    def is_left_out(self, party_id: UUID | None) -> bool:
        """Whether the party is a bank, a public body or the business's own till."""
        party = self.ledger.books.party_by_id.get(party_id) if party_id else None
        return party is not None and _is_left_out(party)

    @property
    def _parties(self) -> Sequence[Party]:
        return self.ledger.books.parties

    @cached_property
    def _members(self) -> Mapping[UUID | None, Sequence[Party]]:
        found: dict[UUID | None, list[Party]] = defaultdict(list)
        for party in self._parties:
            found[self.ledger.firm(party.id)].append(party)
        return found

    @cached_property
    def _documents(self) -> Mapping[UUID | None, Sequence[Document]]:
        found: dict[UUID | None, list[Document]] = defaultdict(list)
        for document in self.ledger.books.documents:
            if document.counts:
                found[self.ledger.firm(document.party_id)].append(document)
        return found

    def _is_called(self, firm: UUID | None, words: re.Pattern[str]) -> bool:
        return any(words.search(one.name) for one in self._members.get(firm, ()))

    def _bills_mostly(self, firm: UUID | None, claim: Callable[[Document], bool]) -> bool:
        bills = [one for one in self._documents.get(firm, ()) if one.kind is DocumentKind.SUPPLIER_BILL and one.items]
        return bool(bills) and sum(1 for one in bills if claim(one)) * 2 >= len(bills)


def is_cash(payment: Payment) -> bool:
    """Whether it moved as notes and coins."""
    return payment.mode.strip().casefold().replace("_", " ") in CASH


def is_bank_holiday(day: date) -> bool:
    """Whether banks are closed all over India: Republic Day, Independence Day, Gandhi's birthday, Christmas."""
    return (day.month, day.day) in {(1, 26), (8, 15), (10, 2), (12, 25)}


def says_exception(payment: Payment) -> bool:
    """Whether its note gives a reason that rule 6DD knows."""
    return bool(_EXCEPTION.search(payment.notes or ""))


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

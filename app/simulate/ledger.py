"""One invented business while it grows, and its truth: what is wrong in it, and what only looks so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.simulate.chance import Chance
from app.simulate.papers import Contact, Line, Paper, Transfer
from app.simulate.profiles import Profile
from app.values.period import financial_year

PASSED_ON = 3
"""Days at most between a bill's date and its entry."""


@dataclass(frozen=True, slots=True)
class Case:
    """Something planted: trouble of a `type` that an alert should name, or, without one, an innocent look-alike."""

    type: str | None
    subtype: str
    papers: tuple[Paper, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass
class Ledger:
    """Everything of one business. `taken` are papers that belong to a case already and must not be in another."""

    id: UUID
    profile: Profile
    seed: int
    first: date
    last: date
    customers: list[Contact] = field(default_factory=list)
    suppliers: list[Contact] = field(default_factory=list)
    employees: list[Contact] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    transfers: list[Transfer] = field(default_factory=list)
    expenses: list[dict[str, Any]] = field(default_factory=list)
    cash_entries: list[dict[str, Any]] = field(default_factory=list)
    agreements: list[dict[str, Any]] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    tax_errors: list[tuple[Paper, str]] = field(default_factory=list)
    taken: set[UUID] = field(default_factory=set)
    last_numbers: dict[str, int] = field(default_factory=dict)

    def chance(self, name: str) -> Chance:
        """The draws of one part of this business."""
        return Chance(self.seed, f"{self.profile.name}:{name}", self.id)

    def plant(self, case: Case) -> None:
        """Note what was planted, and keep its papers out of every other case."""
        self.cases.append(case)
        self.taken.update(paper.id for paper in case.papers)

    def free(self, kind: str, suits: Callable[[Paper], bool] = lambda paper: True) -> Sequence[Paper]:
        """Papers of `kind` in no case yet, old enough to have been settled, that suit."""
        settled_by = self.last - timedelta(days=min(45, (self.last - self.first).days // 3))
        return [
            paper
            for paper in self.papers
            if paper.kind == kind
            and paper.id not in self.taken
            and paper.issued_on <= settled_by
            and not paper.is_cancelled
            and suits(paper)
        ]

    def paid_in_full(self, direction: str) -> Sequence[Transfer]:
        """Transfers in no case yet, each the only one for its paper and exactly its total."""
        seen: dict[UUID, int] = {}
        for transfer in self.transfers:
            if transfer.paper is not None:
                seen[transfer.paper.id] = seen.get(transfer.paper.id, 0) + 1
        return [
            transfer
            for transfer in self.transfers
            if transfer.direction == direction
            and transfer.paper is not None
            and transfer.paper.id not in self.taken
            and transfer.amount == transfer.paper.total
            and seen[transfer.paper.id] == 1
        ]

    def paper(self, chance: Chance, kind: str, contact: Contact, day: date, lines: list[Line], **more: Any) -> Paper:
        """A new paper of `contact`, entered on the day (bills: up to a few days later), added to the books."""
        delay = chance.whole(0, PASSED_ON) if kind == "supplier_bill" else 0
        entered_on = min(day + timedelta(days=delay), self.last)
        details: dict[str, Any] = {
            "id": chance.uuid(),
            "due_on": day + timedelta(days=contact.credit_days),
            "entered_at": chance.moment(entered_on),
            "entered_by": chance.weighted(("owner", "staff1"), (0.45, 0.55)),
            "source": chance.weighted(("manual", "import", "ocr"), (0.5, 0.2, 0.3)),
            "is_intra_state": contact.state_code == self.profile.state_code,
        }
        paper = Paper(kind=kind, contact=contact, issued_on=day, lines=lines, **(details | more))
        if kind == "supplier_bill" and not paper.number:
            paper.number = bill_number(contact, day)
        self.papers.append(paper)
        return paper

    def pay(self, chance: Chance, contact: Contact, amount: Decimal, day: date, **more: Any) -> Transfer:
        """A new transfer to or from `contact`, added to the books; `paper` among `more` says what it was for."""
        mode = more.pop("mode", None) or chance.pick(contact.habit.modes)
        is_out = contact.kind != "customer"
        details: dict[str, Any] = {
            "direction": "out" if is_out else "in",
            "entered_at": chance.moment(day),
            "reference": None if mode == "cash" else f"{chance.letters(3)}{chance.digits(9)}",
            "account": contact.account if is_out and mode != "cash" else None,
            "entered_by": chance.weighted(("owner", "staff1"), (0.6, 0.4)),
        }
        transfer = Transfer(chance.uuid(), contact=contact, amount=amount, paid_on=day, mode=mode,
                            **(details | more))  # fmt: skip
        self.transfers.append(transfer)
        return transfer


def bill_number(contact: Contact, day: date) -> str:
    """The next number of a supplier's own series, in the supplier's style."""
    contact.next_number += 1
    year = financial_year(day)
    return contact.number_style.format(n=contact.next_number, fy=f"{year % 100}-{(year + 1) % 100}")

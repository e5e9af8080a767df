"""What a question is answered from, and how records become JSON: rupees as numbers of two decimals, ISO days."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.books.records import Books
from app.compliance.records.periods.supplies import Kept, Sum
from app.compliance.records.periods.tax_period import TaxPeriod
from app.compliance.rules.periods import outward
from app.compliance.wording import periods as wording
from app.gst import gstin, states
from app.gst.arithmetic import Heads
from app.values import money
from app.values.language import Language

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """The books, what was asked with, the day, and the bills that GSTR-2B lacks (None: no match is stored)."""

    books: Books
    parameters: Mapping[str, str]
    on: date
    language: Language
    missing_in_2b: Set[UUID] | None = None

    @property
    def period(self) -> TaxPeriod:
        """The period that was asked for. Raises `PeriodInvalid`."""
        return TaxPeriod.parsed(self.parameters["period"], on=self.on)

    @property
    def draft_notes(self) -> Sequence[str]:
        """What to know of any draft of a return: what it is, and whether the books go back that far."""
        return ("draft",) if outward.has_begun(self.books, self.period) else ("draft", "before_books")

    def told(self, *path: str, **values: object) -> str:
        """A sentence in the language that was asked for."""
        return wording.told(self.language, *path, **values)

    def notes(self, *names: str) -> list[str]:
        """What to know beside the figures; of a business without a GSTIN that, too."""
        has_gstin = gstin.read(self.books.business.gstin).is_valid
        return [self.told("notes", name) for name in (*names, *(() if has_gstin else ("gstin_missing",)))]


def rupees(amount: Decimal | None) -> float | None:
    """The amount as JSON has it."""
    return None if amount is None else float(money.rounded(amount))


def tax(heads: Heads) -> Json:
    """The heads and their sum."""
    return {
        "igst": rupees(heads.igst),
        "cgst": rupees(heads.cgst),
        "sgst": rupees(heads.sgst),
        "cess": rupees(heads.cess),
        "tax": rupees(heads.total),
    }


def sums(whole: Sum) -> Json:
    """Documents and money of a table."""
    return {
        "documents": whole.documents,
        "value": rupees(whole.value),
        "taxable_value": rupees(whole.taxable_value),
        **tax(whole.heads),
    }


def ids(found: Iterable[UUID]) -> list[str]:
    """Ids as text."""
    return list(map(str, found))


def place(code: str | None) -> Json:
    """A place of supply with its name."""
    return {"place_of_supply": code, "place_name": states.name(code) if code else None}


def span(period: TaxPeriod) -> Json:
    """A period as every answer tells it."""
    return {"period": str(period), "from": period.starts.isoformat(), "to": period.ends.isoformat()}


def kept(rows: Iterable[Kept], language: Language) -> list[Json]:
    """The documents that are left out, each with the reason and what to do."""
    return [_kept(one, language) for one in rows]


def _kept(one: Kept, language: Language) -> Json:
    plain, fix = wording.obstacle(one, language)
    return {
        "invoice_id": str(one.document_id),
        "number": one.number,
        "date": one.issued_on.isoformat(),
        "party": one.party_name,
        "total": rupees(one.total),
        "reason": one.obstacle.value,
        "plain_language_explanation": plain,
        "suggested_fix": fix,
        "lines": list(one.lines),
    }

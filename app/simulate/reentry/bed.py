"""Where cases are planted: the books as they grow, the papers that are still free, and the truth so far."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from app.books.records import Document, DocumentKind, DocumentStatus, Party
from app.simulate.chance import Chance
from app.values import money

BILL, SALE = DocumentKind.SUPPLIER_BILL, DocumentKind.SALES_INVOICE


@dataclass
class Bed:
    """Where things are planted: the books so far, and the papers that are in no case yet."""

    chance: Chance
    papers: Mapping[DocumentKind, list[Document]]
    documents: list[Document]
    parties: list[Party]
    twice: list[tuple[str, frozenset[UUID]]] = field(default_factory=list)
    honest: list[tuple[str, frozenset[UUID]]] = field(default_factory=list)

    def pick(self, kind: DocumentKind) -> Document | None:
        """A paper of `kind` that is in no case yet, and from now on is in one."""
        papers = self.papers[kind]
        return papers.pop(self.chance.whole(0, len(papers) - 1)) if papers else None

    def add(self, original: Document, **changes: Any) -> Document:
        """One more document like `original` with `changes`, entered by anybody within days of its date, paid or not."""
        chance, issued_on = self.chance, changes.get("issued_on", original.issued_on)
        total = changes.get("total", original.total)
        known: dict[str, Any] = {
            "id": chance.uuid(),
            "related_document_id": None,
            "entered_by": chance.pick(("owner", "staff1", original.entered_by)),
            "entered_at": chance.moment(issued_on + timedelta(days=chance.weighted((0, 1, 4), (0.5, 0.3, 0.2)))),
            "source": chance.pick(("manual", "ocr", "import", original.source)),
            "paid": total if chance.happens(0.6) else money.ZERO,
            "status": DocumentStatus.SENT,
        }
        again = replace(original, **(known | changes))
        self.documents.append(again)
        return again

    def change(self, original: Document, **changes: Any) -> Document:
        """The original itself, with `changes`, in its old place."""
        place = next(at for at, one in enumerate(self.documents) if one.id == original.id)
        self.documents[place] = replace(original, **changes)
        return self.documents[place]

    def other_party(self, original: Document) -> Party | None:
        """Somebody else of the kind to which `original` belongs."""
        kind = "supplier" if original.kind is BILL else "customer"
        others = [one for one in self.parties if one.kind == kind and one.id != original.party_id]
        return self.chance.pick(others) if others else None


Plant = Callable[[Bed, Document], Sequence[Document]]


def further(number: str, steps: int) -> str:
    """The number that many steps on in its series."""
    head = number.rstrip("0123456789")
    serial = number[len(head) :]
    return f"{head}{int(serial) + steps:0{len(serial)}d}" if serial else f"{number}/{steps}"

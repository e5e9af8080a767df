"""A reading as it would go into the books: its lines by number, its amounts, and the page it was read from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from app.invoices.records.extractions import Extraction, Found, Proposal
from app.invoices.records.pages import Box
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.page.layout import Document


@dataclass(frozen=True)
class Booking:
    """What was read, with every reading that was proposed and the page itself."""

    read: Extraction
    proposals: Sequence[Proposal]
    document: Document

    @cached_property
    def lines(self) -> tuple[Mapping[str, Found], ...]:
        """The lines of goods in their order, each by the names of its values."""
        lines: dict[int, dict[str, Found]] = defaultdict(dict)
        for path, found in self.read.fields.items():
            group, _, rest = path.partition(".")
            if group == "lines":
                number, _, name = rest.partition(".")
                lines[int(number)][name] = found
        return tuple(lines[number] for number in sorted(lines))

    def amount(self, path: str) -> Decimal | None:
        """The amount under a path; None where there is none."""
        value = self.read.value(path)
        return value if isinstance(value, Decimal) else None

    def total(self, name: str) -> Decimal:
        """A sum of the foot, nothing where it is not there."""
        return self.amount(f"totals.{name}") or Decimal(0)

    def has(self, path: str) -> bool:
        return path in self.read.fields

    @cached_property
    def said(self) -> tuple[str, ...]:
        """What the segments of the page say, by their letters and digits."""
        return tuple(known_labels.folded(segment.text) for segment in self.document.segments)

    @cached_property
    def units(self) -> frozenset[str]:
        """The units of its lines."""
        return frozenset(str(line["unit"].value) for line in self.lines if "unit" in line)

    def table(self, page: int) -> Box | None:
        """The part of a page that its lines of goods fill; None on a page without any."""
        return self._tables.get(page)

    @cached_property
    def _tables(self) -> Mapping[int, Box]:
        boxes: dict[int, list[Box]] = defaultdict(list)
        for page, box in self._places():
            boxes[page].append(box)
        return {
            page: Box(0.0, min(box.top for box in every), 1.0, max(box.bottom for box in every))
            for page, every in boxes.items()
        }

    def _places(self) -> Iterator[tuple[int, Box]]:
        for line in self.lines:
            yield from ((found.page, found.box) for found in line.values() if found.page and found.box)


def number_of(found: Found | None) -> Decimal | None:
    """The number of a value; None for anything else."""
    return found.value if found is not None and isinstance(found.value, Decimal) else None

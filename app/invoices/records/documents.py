"""What the text of a bill says, and the answer to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.invoices.records.drafts import Draft, DraftLine


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """What the text of a document says, each under the name that the answer carries; absent where nothing was found."""

    found: Mapping[str, Any] = field(default_factory=dict)
    lines: tuple[DraftLine, ...] = ()
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    do_sums_close: bool | None = None
    doubtful_gstins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer to the text of a document."""

    fields: DocumentFields
    draft: Draft | None
    confidence: float
    errors: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()

"""PDFs of issuers that no rule and no template was written for: number, date and amount, all of a document or none."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.invoices.records.extractions import Extraction
from app.invoices.service import extracting
from app.invoices.service.extracting import Engine
from scripts.bars import Figure

FOLDER = "invoice2data_dev"
READ_ON = date(2026, 11, 1)
"""Later than every document of the set."""
LEAST_SHARE = 5 / 6
_PATHS = {"invoice_number": "number", "date": "date", "amount": "amount"}


def measured(folder: Path) -> Iterator[tuple[str, Sequence[Figure]]]:
    """The share of documents of which each is right, and of which all are that the truth names."""
    documents = [path for path in sorted((folder / FOLDER).glob("*.json")) if _document(path)]
    if not documents:
        return
    rights = [_rights(json.loads(path.read_text(encoding="utf-8"))[0], _read(path)) for path in documents]
    figures = [Figure(_PATHS[name], _share(rights, name)) for name in _PATHS]
    whole = sum(all(right.values()) for right in rights) / len(rights)
    yield (
        f"PDFs of other issuers, without a template ({len(rights)})",
        [*figures, Figure("all three", whole, LEAST_SHARE)],
    )


def _share(rights: Sequence[Mapping[str, bool]], name: str) -> float:
    asked = [right[name] for right in rights if name in right]
    return sum(asked) / len(asked) if asked else float("nan")


def _document(truth: Path) -> Path | None:
    """The document beside its truth."""
    return next((path for ending in (".pdf", ".txt") if (path := truth.with_suffix(ending)).exists()), None)


def _read(truth: Path) -> Extraction:
    path = _document(truth)
    content = path.read_bytes() if path else b""
    return extracting.extract(content, name=truth.name, engine=Engine(), on=READ_ON)


def _rights(truth: Mapping[str, Any], read: Extraction) -> dict[str, bool]:
    """Whether each value that the truth names was read."""
    found = {
        "invoice_number": read.value("invoice_number"),
        "date": read.value("invoice_date"),
        "amount": read.value("totals.grand_total"),
    }
    return {name: _is_same(truth[name], found[name]) for name in _PATHS if name in truth}


def _is_same(expected: Any, found: Any) -> bool:
    if isinstance(expected, (int, float)):
        return isinstance(found, Decimal) and Decimal(str(expected)) == found
    return str(found) == str(expected)

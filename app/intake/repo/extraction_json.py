"""What was understood as JSON and back, so that no paisa is lost: the wire's form is for readers, this one is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.intake.rules import kinds
from app.invoices.records.extractions import (
    Check,
    DocumentType,
    Extraction,
    Failure,
    Found,
    QRStatus,
    SignedQR,
)
from app.invoices.records.pages import Box, Source
from app.invoices.repo.pages_json import storable


def written(extraction: Extraction) -> dict[str, Any]:
    """The extraction as JSON's own types; what is no field, or no value of its type, is left out."""
    known = {path: found for path, found in extraction.fields.items() if kinds.holds(path, found.value)}
    return {
        "document_type": extraction.document_type.value,
        "fields": {path: _field(found) for path, found in known.items()},
        "checks": [_check(check) for check in extraction.checks],
        "signed_qr": {"status": extraction.signed_qr.status.value, "data": _clean(dict(extraction.signed_qr.data))},
        "auto_accept": extraction.auto_accept,
        "unseen": extraction.unseen,
        "failure": extraction.failure and [extraction.failure.code, extraction.failure.message],
    }


def read(told: Mapping[str, Any]) -> Extraction:
    """What `written` gave."""
    qr = told["signed_qr"]
    return Extraction(
        document_type=DocumentType(told["document_type"]),
        fields={path: _field_of(path, field) for path, field in told["fields"].items()},
        checks=tuple(_check_of(check) for check in told["checks"]),
        signed_qr=SignedQR(QRStatus(qr["status"]), qr["data"]),
        auto_accept=told["auto_accept"],
        failure=Failure(*told["failure"]) if told["failure"] else None,
        unseen=told.get("unseen", 0),
    )


def _field(found: Found) -> dict[str, Any]:
    box = found.box and [found.box.left, found.box.top, found.box.right, found.box.bottom]
    value = kinds.plain(found.value)
    return {
        "value": storable(value) if isinstance(value, str) else value,
        "raw": storable(found.raw),
        "page": found.page,
        "box": box,
        "source": found.source.value,
        "confidence": found.confidence,
    }


def _field_of(path: str, told: Mapping[str, Any]) -> Found:
    return Found(
        kinds.kept(path, told["value"]),
        told["raw"],
        told["page"],
        Box(*told["box"]) if told["box"] else None,
        Source(told["source"]),
        told["confidence"],
    )


def _check(check: Check) -> list[Any]:
    expected, found = (text and storable(text) for text in (check.expected, check.found))
    return [check.name, check.is_ok, expected, found, list(check.paths)]


def _check_of(told: Sequence[Any]) -> Check:
    name, is_ok, expected, found, paths = told
    return Check(name, is_ok, expected, found, tuple(paths))


def _clean(value: Any) -> Any:
    """Any JSON with its texts made storable."""
    if isinstance(value, dict):
        return {storable(str(name)): _clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return storable(value) if isinstance(value, str) else value

"""The answers about a document as JSON: what was read, as the command writes it too, and what follows from it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.intake import wording
from app.intake.records import Change, Status, View
from app.intake.rules import kinds
from app.invoices.schemas import extractions as wire

NUMBERED = ("lines", "rates")
HREF = "/api/v1/invoices/extractions/{id}"
_NO_LAW: Mapping[str, Any] = {
    "is_checked": False,
    "message": wording.NO_LAW_YET,
    "compliant": None,
    "overall_status": "unknown",
    "issues": [],
    "sources": [],
    "rules_version": None,
}
_UNASSESSED: Mapping[str, Any] = {
    "direction": "unknown",
    "direction_by": None,
    "draft": None,
    "duplicates": [],
    "fraud": {"is_checked": False, "message": wording.NOT_COMPARED_YET, "verdict": None, "alerts": []},
}


def answered(view: View) -> dict[str, Any]:
    """The document as `ExtractionSchema` describes it."""
    kept, assessment = view.kept, view.kept.assessment or _UNASSESSED
    told = wire.on_the_wire(view.extraction, name=str(kept.id))
    for path in view.corrected & told["fields"].keys():
        told["fields"][path]["corrected"] = True
    for group in NUMBERED:
        told[group] = [{"path": path, **row} for path, row in zip(_paths(view, group), told[group], strict=True)]
    return {
        **told,
        "business_id": str(kept.business_id),
        "status": _status(view).value,
        "file_name": kept.file_name,
        "pages": kept.page_count,
        **{name: assessment[name] for name in _UNASSESSED},
        "compliance": dict(view.compliance or _NO_LAW),
        "warnings": list(view.warnings),
        "corrections": [_change(one) for one in view.changes],
        **{name: _moment(getattr(kept, name)) for name in ("reviewed_at", "created_at", "extracted_at")},
    }


def _paths(view: View, group: str) -> list[str]:
    """Where the rows stand in `fields`: a line that a person took out leaves its number free."""
    numbers = {int(path.split(".")[1]) for path in view.extraction.fields if path.startswith(f"{group}.")}
    return [f"{group}.{number}" for number in sorted(numbers)]


def under_way(view: View) -> dict[str, Any] | None:
    """How far the reading is, as `DocumentUnderWaySchema` describes it; None for a document that nobody is reading."""
    if view.under_way is None:
        return None
    return {
        "id": str(view.kept.id),
        "status": view.kept.status.value,
        "job_id": str(view.under_way.job_id),
        "progress": view.under_way.share,
        "progress_note": view.under_way.note,
        "href": HREF.format(id=view.kept.id),
    }


def _status(view: View) -> Status:
    """What waits although nobody reads it has failed, until it is sent again."""
    return Status.FAILED if view.extraction.failure is not None else view.kept.status


def _change(change: Change) -> dict[str, Any]:
    return {
        "path": change.path,
        "value": kinds.plain(change.value),
        "step": change.step,
        "corrected_by": change.by and str(change.by),
        "corrected_at": change.at.isoformat(),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None

"""The nouns of taking documents in: what was sent, what became of it, and what a person set right."""

from app.intake.records.assessments import Assessment, Draft, DraftItem, Duplicate, Side, Standing
from app.intake.records.corrections import Change, CorrectedTooOften, CorrectionRefused, Kind
from app.intake.records.files import (
    DocumentTooLarge,
    ExtractionNotFound,
    NothingRead,
    PageNotFound,
    StillReading,
    Upload,
)
from app.intake.records.kept import Entry, EntryPage, Kept, Status, UnderWay, View
from app.intake.records.parties import Known, Own

__all__ = [
    "Assessment",
    "Change",
    "CorrectedTooOften",
    "CorrectionRefused",
    "DocumentTooLarge",
    "Draft",
    "DraftItem",
    "Duplicate",
    "Entry",
    "EntryPage",
    "ExtractionNotFound",
    "Kept",
    "Kind",
    "Known",
    "NothingRead",
    "Own",
    "PageNotFound",
    "Side",
    "Standing",
    "Status",
    "StillReading",
    "UnderWay",
    "Upload",
    "View",
]

"""The nouns of privacy: requests with their receipts, treatments of tables, consents."""

from app.privacy.records.consents import Answer, Choices, Purpose, PurposeUnknown, Standing, VersionUnknown
from app.privacy.records.requests import (
    ConfirmationWrong,
    ExportGone,
    ExportUnfinished,
    Kind,
    NothingToConfirm,
    OwnerOnly,
    Request,
    RequestNotFound,
    State,
    StillAtWork,
    Subject,
    Whom,
)
from app.privacy.records.treatments import Deed, Law, Table, Treatment

__all__ = [
    "Answer",
    "Choices",
    "ConfirmationWrong",
    "Deed",
    "ExportGone",
    "ExportUnfinished",
    "Kind",
    "Law",
    "NothingToConfirm",
    "OwnerOnly",
    "Purpose",
    "PurposeUnknown",
    "Request",
    "RequestNotFound",
    "Standing",
    "State",
    "StillAtWork",
    "Subject",
    "Table",
    "Treatment",
    "VersionUnknown",
    "Whom",
]

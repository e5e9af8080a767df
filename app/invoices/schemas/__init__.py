"""This capability on the wire."""

from app.invoices.schemas.answers import (
    ExtractRequest,
    GenerateRequest,
    GenerationSchema,
    ImageTextSchema,
    ParseRequest,
    ReadingSchema,
)
from app.invoices.schemas.corrections import CorrectionRequest, KeptCorrection

__all__ = [
    "CorrectionRequest",
    "ExtractRequest",
    "GenerateRequest",
    "GenerationSchema",
    "ImageTextSchema",
    "KeptCorrection",
    "ParseRequest",
    "ReadingSchema",
]

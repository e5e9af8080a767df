"""A file as it was sent, and why one may not be taken."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.values.errors import Conflict, NotFound, TooLarge


@dataclass(frozen=True, slots=True)
class Upload:
    """A file and what was said about it. `name` is what the sender calls it: data, never part of a path."""

    business_id: UUID
    name: str
    content: bytes
    on: date


class DocumentTooLarge(TooLarge):
    """More bytes than MAX_FILE_SIZE."""

    code = "document_too_large"
    message = "This file is too large. Please send a smaller photo, or the bill as a PDF."


class ExtractionNotFound(NotFound):
    """There is no such document, or it is not the caller's."""

    code = "extraction_not_found"
    message = "We could not find this document. It may have been deleted."


class PageNotFound(NotFound):
    """The document has no such page, or its pictures are no longer kept."""

    code = "page_not_found"
    message = "There is no picture of this page any more."


class StillReading(Conflict):
    """The document is being read, so there is nothing yet to set right."""

    code = "still_being_read"
    message = "We are still reading this document. Please try again in a few seconds."


class NothingRead(Conflict):
    """Nothing could be read in the document, so there is nothing to set right."""

    code = "nothing_read"
    message = "Nothing could be read in this document. Please send a clearer photo, or enter the bill by hand."

"""A file becomes an extraction: opened, read, understood. No database is needed; what cannot be read is told so."""

from dataclasses import dataclass
from datetime import date

from app.invoices import files
from app.invoices.records.extractions import Extraction, Failure
from app.invoices.records.pages import Pages
from app.invoices.rules.documents import reading
from app.invoices.rules.documents.reading import Learned
from app.invoices.rules.documents.signed.signed_codes import PortalKeys
from app.values.errors import Problem


@dataclass(frozen=True, slots=True)
class Engine:
    """What a process keeps to read documents with: a reader of pixels and the learned parts, each None where absent.

    keys : the e-invoice portal's public keys, where an admin has installed them
    headway : told how far the pages are read, while they are read from their pixels
    """

    reader: files.TextReader | None = None
    learned: Learned | None = None
    keys: PortalKeys | None = None
    headway: files.Headway | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A file's pages, None where it could not be read, and what they say."""

    pages: Pages | None
    extraction: Extraction


def understood(content: bytes, *, name: str, engine: Engine, on: date) -> Understood:
    """The pages of a file and what they say on the day `on`; never raises for a bad file: `failure` says why."""
    try:
        pages = files.read(content, name=name, reader=engine.reader, headway=engine.headway)
    except Problem as problem:
        return Understood(None, Extraction(failure=Failure(problem.code, problem.message)))
    return Understood(pages, reading.read(pages, on=on, learned=engine.learned, keys=engine.keys))


def extract(content: bytes, *, name: str, engine: Engine, on: date) -> Extraction:
    """What a file says on the day `on`; `failure` says why where it could not be read."""
    return understood(content, name=name, engine=engine, on=on).extraction

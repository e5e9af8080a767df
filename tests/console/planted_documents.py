"""A bill that was sent and read, put where the worker would leave it: it is read once for all tests."""

from functools import cache

from app.intake.records import Upload
from app.intake.repo import extractions
from app.intake.rules import status
from app.intake.service import assessing, receiving, storing
from app.invoices import files
from app.invoices.service import extracting
from app.invoices.service.extracting import Understood
from app.runtime.identity import Caller
from tests.intake import papers
from tests.intake.conftest import Shop


def planted(shop: Shop, content: bytes, name: str = "bill.pdf") -> str:
    """The id of the document, read, with pictures of its pages."""
    now, read = shop.rt.clock.now(), _read(content)
    kept = receiving.unread(Upload(shop.business_id, name, content, papers.ON), now)
    with shop.rt.db.transaction(Caller.service()) as tx:
        extractions.insert(tx, kept, size_bytes=len(content), by=shop.owner.user_id)
        found = status.status(read.extraction, is_reviewed=False)
        extractions.save_read(tx, kept, read.extraction, read.pages, status=found, version="1", now=now)
    pictures = _pictures(content) if read.pages else []
    for number, picture in enumerate(pictures, 1):
        shop.rt.storage.put(storing.picture_of(kept.id, number), picture)
    whole = storing.fetch(shop.rt, kept.id, caller=shop.owner)
    assessing.assess_anew(shop.rt, whole, now=now)
    return str(kept.id)


@cache
def _read(content: bytes) -> Understood:
    return extracting.understood(content, name="", engine=extracting.Engine(), on=papers.ON)


@cache
def _pictures(content: bytes) -> list[bytes]:
    return files.previews(content)

"""A file of any kind becomes pages: typed by content, opened in a process apart, read as text or from pixels."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from app.invoices.files import believed, boxes, confined, kinds, ocr, pictures, pieces, pixels_read, texts
from app.invoices.records import files as refusals
from app.invoices.records.images import OCRMissing
from app.invoices.records.pages import Medium, Page, Pages

MOST_BYTES = 25 << 20
MOST_PAGES = 50
"""Of one PDF; a bill of a wholesaler rarely has ten."""
READ_AT = {"longest_side": 2000, "shortest_side": 700, "most_read": 4_000_000}
"""Pixels of a picture as it is read. Beyond 2000 the reader is only slower; the roll of a till, long and narrow, keeps
700 across, so that its 42 letters a line stand 16 pixels apart; the reader's memory grows with their number."""
LONGEST_PREVIEW = 1400
Headway = Callable[[float], None]
"""Called with the share of the pages that is done, 0..1."""
_OPENED = 0.2
"""Of the work on a photo: opening it takes 0.3 s, reading it 1.4 s (one scan on an idle machine of two cores)."""
_REFUSALS: Mapping[str, type[refusals.FileRefused]] = {
    "damaged": refusals.FileDamaged,
    "locked": refusals.FileLocked,
    "page_too_large": refusals.PageTooLarge,
    "too_much_work": refusals.TooMuchWork,
    "too_many_pages": refusals.TooManyPages,
}


def read(
    content: bytes, *, name: str = "", reader: ocr.TextReader | None = None, headway: Headway | None = None
) -> Pages:
    """The pages of a PDF, a photo, a text or a file of boxes.

    name : is not looked at to type the file; what it is stands in its bytes
    reader : reads pixels where there are no words; kept by the caller, since building it takes long
    headway : told of pages that are read from their pixels, since each takes seconds

    Raises a `FileRefused` with its code and sentence for everything that is no readable document, and `OCRMissing`
    when pixels must be read and nothing reads them, or what opens such files is not installed.
    """
    what = kind(content)
    pages = _text_pages(content) if what is kinds.Kind.TEXT else _opened_pages(content, what, reader, headway)
    if not any(page.tokens or page.codes for page in pages.pages):
        raise refusals.NoText
    return pages


def previews(content: bytes, *, most_pages: int = MOST_PAGES, quarters: Sequence[int] = ()) -> list[bytes]:
    """JPEG pictures of the first pages of a PDF or photo, at most `LONGEST_PREVIEW` pixels a side; none for texts.

    quarters : by which each page is turned, clockwise, as `Page.quarters` has it

    Raises as `read` does.
    """
    what = kind(content)
    if what is kinds.Kind.TEXT:
        return []
    told = _told(content, what, wants="previews", longest_side=LONGEST_PREVIEW, quarters=list(quarters))
    return [picture for _, picture in islice(told, most_pages)]


def kind(content: bytes) -> kinds.Kind:
    """What a file is; nothing of it is opened. Raises a `FileRefused` for what is never read."""
    if len(content) > MOST_BYTES:
        raise refusals.FileTooLarge(f"This file is too large. Please send one under {MOST_BYTES >> 20} MB.")
    found = kinds.kind(content)
    if found is kinds.Kind.PICTURE:
        pictures.size(content)
    return found


def _text_pages(content: bytes) -> Pages:
    text = texts.decoded(content)
    return boxes.of_boxes(text) if boxes.looks_like_boxes(text) else texts.of_text(text)


def _opened_pages(content: bytes, what: kinds.Kind, reader: ocr.TextReader | None, headway: Headway | None) -> Pages:
    medium = Medium.PDF if what is kinds.Kind.PDF else Medium.IMAGE
    frames = _told(content, what, wants="pages", **READ_AT)
    return Pages(
        medium, pieces.bounded_pages(_page(number, told, reader, headway) for number, told in enumerate(frames, 1))
    )


def _told(content: bytes, what: kinds.Kind, **asked: Any) -> Iterator[tuple[dict[str, Any], bytes]]:
    request = asked | {"kind": what.value, "most_pages": MOST_PAGES, "most_pixels": pictures.MOST_PIXELS}
    for said, blob in confined.told(request, content):
        if why := said.get("refused"):
            raise OCRMissing if why == "not_installed" else _refusal(why, said)
        yield said, blob


def _refusal(why: Any, said: Mapping[str, Any]) -> refusals.FileRefused:
    if why == "too_many_pages" and isinstance(said.get("pages"), int):
        return refusals.TooManyPages(
            f"This file has {said['pages']:,} pages. Please send only the pages of one bill, at most {MOST_PAGES}."
        )
    return _REFUSALS.get(why, refusals.FileDamaged)()


def _page(
    number: int, told: tuple[dict[str, Any], bytes], reader: ocr.TextReader | None, headway: Headway | None
) -> Page:
    page, picture = believed.page(number, *told)
    if picture is None:
        return page
    count = max(believed.count(told[0]), number)
    if headway is not None:
        headway((number - 1 + _OPENED) / count)
    read = pixels_read.page(page, picture, reader)
    if headway is not None:
        headway(number / count)
    return read

"""What a file is, by its first bytes and never by its name; and what cannot be read, each with its own sentence."""

from enum import StrEnum

from app.invoices.records import files as refusals


class Kind(StrEnum):
    """What is read."""

    PDF = "pdf"
    PICTURE = "picture"
    TEXT = "text"


_PDF_WITHIN = 1024
"""Bytes in front of a PDF's mark that readers bear (ISO 32000-1, annex H.3, note 13)."""
_NAMES = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))
_PICTURES = tuple(mark for mark, _ in _NAMES)
_WEBP = (b"RIFF", b"WEBP")
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
_IPHONE = (
    "This is a HEIC photo, which we cannot read yet. Please send it as JPEG "
    "(iPhone: Settings, Camera, Formats, Most Compatible)."
)
_OFFICE = "This is an office document or an archive. Please save it as PDF and send that, or take a photo of the bill."
_PROGRAM = "This is a program, not a document. We did not open it."
_TIFF = "This is a TIFF picture. Please send it as PDF, JPEG or PNG."
_PICTURE = "This kind of picture cannot be read. Please send a JPEG, PNG or WebP photo."
_PAGE = "This is a web page, not a document. Please save it as PDF and send that."
_SCRIPT = "This is a script, not a document. We did not open it."
_REFUSED = (
    *((mark, _PROGRAM) for mark in (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"dex\n", b"\0asm")),
    *((mark, _OFFICE) for mark in (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"{\\rtf")),
    *(
        (mark, _OFFICE)
        for mark in (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
    ),
    *((mark, _TIFF) for mark in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    *((mark, _PICTURE) for mark in (b"GIF8", b"BM", b"\0\0\x01\0", b"8BPS", b"\xff\x0a", b"\0\0\0\x0cJXL")),
    (b"#!", _SCRIPT),
)
_MARKUP = ((b"<!doctype html", _PAGE), (b"<html", _PAGE), (b"<svg", _PICTURE), (b"<?xml", _PAGE))
_MOST_CONTROLS = 0.01
"""Share of control characters that a text may have."""
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


def kind(content: bytes) -> Kind:
    """What these bytes are. Raises `EmptyFile`, or `FileRefused` with a sentence about what they are instead."""
    if not content.strip(b"\0 \t\r\n"):
        raise refusals.EmptyFile
    if content.startswith(_PICTURES) or (content[:4], content[8:12]) == _WEBP:
        return Kind.PICTURE
    _refuse_known(content)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return Kind.PDF
    if not _is_text(content):
        raise refusals.FileRefused
    return Kind.TEXT


def media_type(content: bytes) -> str:
    """The IANA name of what these bytes are, such as `image/jpeg`. Raises as `kind` does."""
    what = kind(content)
    if what is not Kind.PICTURE:
        return "application/pdf" if what is Kind.PDF else "text/plain"
    return next((name for mark, name in _NAMES if content.startswith(mark)), "image/webp")


def _refuse_known(content: bytes) -> None:
    if content[4:8] == b"ftyp":
        raise refusals.FileRefused(_IPHONE if content[8:12] in _HEIC else _PICTURE)
    head = content[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for marks, start in ((_REFUSED, content), (_MARKUP, head)):
        for mark, sentence in marks:
            if start.startswith(mark) and not _is_words(mark, content):
                raise refusals.FileRefused(sentence)


def _is_words(mark: bytes, content: bytes) -> bool:
    """Whether a mark of letters only begins a text, as in `BM Traders` or `MZ Stores`."""
    return mark.isalnum() and _is_text(content[:4096])


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return len(content) - len(content.translate(None, _CONTROLS)) <= len(content) * _MOST_CONTROLS

"""A file becomes pages of words with their places: PDFs, photos, texts, boxes; what is hostile is opened apart.

files.read(content, reader=files.RapidReader())   -> Pages; raises FileRefused, OCRMissing
files.of_text(text), files.of_boxes(rows)         -> Pages
files.previews(content)                           -> JPEG pictures of the pages
files.kind(content)                               -> Kind, by its first bytes; raises FileRefused
files.plain(pages)                                -> their lines of text
"""

from app.invoices.files.boxes import of_boxes
from app.invoices.files.kinds import Kind, media_type
from app.invoices.files.ocr import VERSION, Picture, Piece, RapidReader, Seen, TextReader
from app.invoices.files.pictures import decoded, size
from app.invoices.files.plain import mean_confidence, plain
from app.invoices.files.reading import MOST_BYTES, Headway, kind, previews, read
from app.invoices.files.texts import of_text

__all__ = [
    "MOST_BYTES",
    "VERSION",
    "Headway",
    "Kind",
    "Picture",
    "Piece",
    "RapidReader",
    "Seen",
    "TextReader",
    "decoded",
    "kind",
    "mean_confidence",
    "media_type",
    "of_boxes",
    "of_text",
    "plain",
    "previews",
    "read",
    "size",
]

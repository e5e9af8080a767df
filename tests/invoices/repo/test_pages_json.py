"""Read pages are kept whole."""

import json

from app.invoices.records.pages import Box, Code, Medium, Page, Pages, Source, Token
from app.invoices.repo import pages_json

TURNED = Page(
    2,
    595.5,
    842.25,
    (Token("बिल", Box(0.1, 0.2, 0.3, 0.25), 7, Source.OCR, 0.875),),
    (Box(0.1, 0.5, 0.9, 0.5),),
    (Code("upi://pay", Box(0.7, 0.7, 0.9, 0.9)),),
    quarters=3,
    unseen=2,
)


class TestPages:
    def test_what_is_kept_is_what_was_read(self) -> None:
        read = Pages(Medium.IMAGE, (TURNED,))
        assert pages_json.read(json.loads(json.dumps(pages_json.written(read)))) == read

    def test_what_no_database_holds_is_left_out(self) -> None:
        assert pages_json.storable("a\x00b\ud800c") == "abc"

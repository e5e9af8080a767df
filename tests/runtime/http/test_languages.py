"""The language of an answer follows the header, and an answer says which it got."""

import pytest
from flask import Flask, Response

from app.runtime.http import languages
from app.values.language import Language


class TestWanted:
    @pytest.mark.parametrize(
        ("header", "language"),
        [
            ("hi", Language.HINDI),
            ("hi-IN,hi;q=0.9,en;q=0.8", Language.HINDI),
            ("en-GB", Language.ENGLISH),
            ("en;q=0.4, hi-Deva-IN;q=0.5", Language.HINDI),
            ("hi-IN, en;q=0.9", Language.HINDI),
            ("ta", Language.ENGLISH),
            ("hi;q=0", Language.ENGLISH),
            ("*", Language.ENGLISH),
            ("", Language.ENGLISH),
            (None, Language.ENGLISH),
            (";;q=\x7f,,=", Language.ENGLISH),
        ],
    )
    def test_header_chooses_among_those_that_we_have(self, app: Flask, header: str | None, language: Language) -> None:
        with app.test_request_context(headers={} if header is None else {"Accept-Language": header}):
            assert languages.wanted() is language


class TestNamed:
    def test_answer_says_its_language_and_that_it_may_differ(self) -> None:
        response = languages.named(Response("{}"), Language.HINDI)
        assert response.headers["Content-Language"] == "hi"
        assert "Accept-Language" in response.vary

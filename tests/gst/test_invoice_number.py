"""Rule 46(b): sixteen letters, digits, hyphens and slashes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.gst import invoice_number
from app.gst.invoice_number import Reason


class TestFault:
    @pytest.mark.parametrize("number", ["INV/25-26/0001", "B1", "inv/0045", "1", "A" * 16, " INV-1 ", "001", "/7"])
    def test_allowed_number_has_none(self, number: str) -> None:
        assert invoice_number.fault(number) is None

    @pytest.mark.parametrize(
        ("number", "reason", "why"),
        [
            (None, Reason.MISSING, "nothing"),
            ("  ", Reason.MISSING, "blanks"),
            ("A" * 17, Reason.LENGTH, "seventeen characters"),
            ("SI$1231", Reason.CHARACTERS, "a dollar sign"),
            ("PI2025 - 001", Reason.CHARACTERS, "blanks within"),
            ("INV–2025", Reason.CHARACTERS, "an en dash is no hyphen"),
            ("INV२०२५", Reason.CHARACTERS, "digits of another script"),
            ("INV#2025/1", Reason.CHARACTERS, "a hash"),
            ("//-", Reason.FORMAT, "nothing to tell one number from the next"),
        ],
    )
    def test_forbidden_number_says_why(self, number: str | None, reason: Reason, why: str) -> None:
        assert invoice_number.fault(number) is reason, why

    @pytest.mark.parametrize(("number", "is_taken"), [("INV-1", True), ("001", False), ("/7", False), ("#1", False)])
    def test_e_invoice_portal_is_stricter(self, number: str, is_taken: bool) -> None:
        assert invoice_number.is_taken_by_e_invoice_portal(number) is is_taken


class TestSuggestion:
    @pytest.mark.parametrize(
        ("number", "expected"),
        [("INV#2025/1", "INV-2025/1"), ("PI2025 - 001", "PI2025-001"), ("###", None), ("A" * 17, None)],
    )
    def test_nearest_allowed_number(self, number: str, expected: str | None) -> None:
        assert invoice_number.suggestion(number) == expected

    @settings(deadline=None)
    @given(st.text(max_size=24))
    def test_is_allowed_whenever_there_is_one(self, number: str) -> None:
        suggestion = invoice_number.suggestion(number)
        assert suggestion is None or invoice_number.fault(suggestion) is None

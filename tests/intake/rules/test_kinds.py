"""What a field takes, and what it refuses in a sentence."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import booleans, dates, floats, integers, lists, none, one_of, sampled_from, text

from app.intake.records import Kind
from app.intake.rules import kinds, values
from app.invoices.records import extractions

TAKEN = [
    ("invoice_number", "  GH/2026/118 ", "GH/2026/118"),
    ("supplier.name", "Gupta\n Hardware", "Gupta Hardware"),
    ("supplier.gstin", "27 aabcg1234h1zz", "27AABCG1234H1ZZ"),
    ("buyer.pan", "aapfu0939f", "AAPFU0939F"),
    ("invoice_date", "2026-06-12", date(2026, 6, 12)),
    ("place_of_supply", "27", "27"),
    ("reverse_charge", False, False),
    ("totals.grand_total", 1062, Decimal("1062.00")),
    ("totals.round_off", -0.005, Decimal("-0.01")),
    ("totals.cgst", "81.005", Decimal("81.01")),
    ("lines.0.unit_price", 12.345678, Decimal("12.345678")),
    ("lines.1999.quantity", 2.5, Decimal("2.5")),
    ("rates.0.gst_rate", 0.25, Decimal("0.25")),
    ("lines.3.hsn_sac", "8302 10", "830210"),
    ("irn", "AB" * 32, "ab" * 32),
    ("currency", "inr", "INR"),
    ("document_type", "credit_note", "credit_note"),
    ("date", "12/06/2026", "12/06/2026"),
    ("total", "RM 12.50", "RM 12.50"),
]
REFUSED: list[tuple[str, Any]] = [
    ("invoice_number", 118),
    ("invoice_number", " "),
    ("invoice_number", "x" * 2001),
    ("supplier.name", "a\x00b"),
    ("supplier.gstin", "27AABCG1234H1Z"),
    ("invoice_date", "12/06/2026"),
    ("invoice_date", "2026-02-30"),
    ("invoice_date", "1890-01-01"),
    ("invoice_date", 20260612),
    ("place_of_supply", "Maharashtra"),
    ("place_of_supply", "55"),
    ("reverse_charge", "no"),
    ("reverse_charge", 0),
    ("totals.grand_total", True),
    ("totals.grand_total", "1,062"),
    ("totals.grand_total", 10**16),
    ("totals.grand_total", float("nan")),
    ("totals.grand_total", [1]),
    ("lines.0.quantity", -1),
    ("lines.0.gst_rate", 101),
    ("lines.0.hsn_sac", "door"),
    ("irn", "ab"),
    ("document_type", "bill"),
]
JSON = one_of(none(), booleans(), integers(), floats(), text(), dates().map(str), lists(integers(), max_size=2))
NO_FIELDS = ("", "lines", "lines.0", "lines.0.price", "lines.-1.unit", "lines.01.unit", "lines.2000.unit", "checks")


class TestFields:
    def test_every_field_of_a_document_has_a_kind(self) -> None:
        lines = [f"lines.0.{name}" for name in extractions.LINE] + [f"rates.0.{name}" for name in extractions.RATE]
        assert all(kinds.kind_of(path) for path in (*extractions.PATHS, *extractions.SHORT, *lines))

    @pytest.mark.parametrize("path", NO_FIELDS)
    def test_there_is_no_other(self, path: str) -> None:
        assert kinds.kind_of(path) is None


class TestValues:
    @pytest.mark.parametrize(("path", "sent", "value"), TAKEN)
    def test_what_fits_is_taken_and_kept_as_it_is(self, path: str, sent: Any, value: Any) -> None:
        read = values.read(kind(path), sent)
        assert (type(read), read) == (type(value), value)
        plain = kinds.plain(read)
        assert plain is not None
        assert kinds.kept(path, plain) == value
        assert kinds.holds(path, value)

    @pytest.mark.parametrize(("path", "sent"), REFUSED)
    def test_what_does_not_is_refused_in_a_sentence(self, path: str, sent: Any) -> None:
        with pytest.raises(values.Unfit, match=r"^[A-Z].*\.$"):
            values.read(kind(path), sent)

    @settings(max_examples=200)
    @given(sent=JSON, kind=sampled_from(Kind))
    def test_whatever_is_sent_is_taken_or_refused(self, sent: Any, kind: Kind) -> None:
        try:
            values.read(kind, sent)
        except values.Unfit as unfit:
            assert str(unfit).endswith(".")

    def test_value_of_another_type_does_not_stand_in_a_field(self) -> None:
        assert not kinds.holds("totals.grand_total", "1062")
        assert not kinds.holds("invoice_date", "2026-06-12")
        assert not kinds.holds("nothing", "x")


def kind(path: str) -> Kind:
    """The kind of a field that there is."""
    found = kinds.kind_of(path)
    assert found is not None
    return found

"""What is taxed where the paper prints it as the subtotal alone."""

from decimal import Decimal

import pytest

from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.solver import taxables

TAXED = {"subtotal": "1000.00", "cgst": "90.00", "sgst": "90.00"}
CASES = [
    (TAXED | {"grand_total": "1180.00"}, "1000.00"),
    (TAXED | {"grand_total": "1180.30", "round_off": "0.30"}, "1000.00"),
    (TAXED | {"subtotal": "1000.40", "grand_total": "1180.00"}, "1000.40"),
    (TAXED | {"grand_total": "1181.00"}, None),
    (TAXED | {"grand_total": "1180.00", "round_off": "0.30"}, None),
    (TAXED | {"grand_total": "1180.00", "discount": "100.00"}, None),
    (TAXED | {"grand_total": "1180.00", "freight": "50.00"}, None),
    (TAXED | {"grand_total": "1180.00", "taxable_value": "900.00"}, "900.00"),
    (TAXED, None),
    ({"subtotal": "1000.00", "grand_total": "1000.00"}, None),
]


class TestTaxables:
    @pytest.mark.parametrize(("sums", "expected"), CASES)
    def test_subtotal_is_taxed_where_it_and_the_taxes_are_the_total(
        self, sums: dict[str, str], expected: str | None
    ) -> None:
        fields = {f"totals.{name}": placing.derived(Decimal(value), score=0.9) for name, value in sums.items()}
        found = taxables.told(fields)
        value = found.pop("totals.taxable_value", None)
        assert (value and str(value.value)) == expected
        assert found.items() <= fields.items()

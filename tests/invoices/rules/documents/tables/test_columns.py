"""The heads of columns."""

import pytest

from app.invoices.rules.documents.tables import columns
from app.invoices.rules.documents.tables.columns import Kind

HEADS = [
    ("Sl No.", Kind.SERIAL),
    ("क्र.सं.", Kind.SERIAL),
    ("Description of Goods and Services", Kind.DESCRIPTION),
    ("Item & Description", Kind.DESCRIPTION),
    ("Descriptlon", Kind.DESCRIPTION),
    ("Nazwa towaru", Kind.DESCRIPTION),
    ("HSN /SAC Code", Kind.HSN),
    ("Qty.", Kind.QUANTITY),
    ("Weight (MT)", None),
    ("Net Wt (g)", Kind.QUANTITY),
    ("UOM", Kind.UNIT),
    ("per", Kind.UNIT),
    ("Rate (Rs.)", Kind.PRICE),
    ("Price/Unit", Kind.PRICE),
    ("Prijs per stuk", Kind.PRICE),
    ("Rate (Incl. of Tax)", Kind.PRICE_WITH_TAX),
    ("M.R.P.", Kind.MRP),
    ("Disc. %", Kind.DISCOUNT_RATE),
    ("Discou nt", Kind.DISCOUNT),
    ("Taxab1e Value", Kind.TAXABLE),
    ("Montant HT", Kind.TAXABLE),
    ("GST %", Kind.GST_RATE),
    ("VAT [%]", Kind.GST_RATE),
    ("Tax Type", Kind.TAX_NAME),
    ("Central Tax Rate", Kind.CGST_RATE),
    ("CGST Amt", Kind.CGST),
    ("SGST/UTGST Amount", Kind.SGST),
    ("IGST (Rs)", Kind.IGST),
    ("Tax Amount", Kind.TAX),
    ("Total Value", Kind.TOTAL),
    ("Prijs incl. BTW", Kind.TOTAL),
    ("Amount (₹)", Kind.AMOUNT),
    ("राशि", Kind.AMOUNT),
    ("Batch", Kind.OTHER),
    ("Rate CGST", None),
    ("Bank Details", None),
    ("Invoice No", None),
]


class TestKindOf:
    @pytest.mark.parametrize(("text", "kind"), HEADS)
    def test_heads_say_what_stands_below(self, text: str, kind: Kind | None) -> None:
        assert columns.kind_of(text) == kind

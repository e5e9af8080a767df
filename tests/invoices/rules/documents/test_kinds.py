"""What kind of document a paper is, by its title and by what only one kind says."""

import pytest

from app.invoices.records.extractions import DocumentType
from tests.invoices.rules.documents import grids

GSTIN = "Amla Traders\nGSTIN: 27AAPFU0939F1ZV"


class TestKinds:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            (f"TAX INVOICE\n{GSTIN}", "tax_invoice"),
            (f"{GSTIN}\nTax Invoice/Bill of Supply/Cash Memo", "tax_invoice"),
            (f"Original for Recipient\nBILL OF SUPPLY\n{GSTIN}", "bill_of_supply"),
            (f"{GSTIN}\ncomposition taxable person, not eligible to collect tax on supplies", "bill_of_supply"),
            (f"CREDIT NOTE\n{GSTIN}\nAgainst Invoice No: 12", "credit_note"),
            (f"Debit Note\n{GSTIN}", "debit_note"),
            (f"PROFORMA INVOICE\n{GSTIN}", "proforma"),
            (f"INVOICE\n{GSTIN}\nSupply meant for export under LUT without payment of IGST", "export_invoice"),
            (f"EXPORT INVOICE\n{GSTIN}", "export_invoice"),
            ("PAYMENT RECEIPT\nGuest Name: Sanjay", "receipt"),
            (GSTIN, "tax_invoice"),
            ("Annapurna Cafe\nIdli 2 40.00 80.00", "receipt"),
            ("To: Ram Stores\nGoods as agreed", "other"),
        ],
    )
    def test_are_told(self, text: str, kind: str) -> None:
        filled = f"{text}\n" + "goods and more goods\n" * 6
        assert grids.read(filled).document_type is DocumentType(kind)

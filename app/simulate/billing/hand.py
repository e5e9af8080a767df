"""How one program or one clerk writes a bill: fonts, words, dates and amounts, drawn once for each paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.gst import states, tax_head
from app.simulate.billing.records import Bill
from app.simulate.chance import Chance

WORDS: Mapping[str, str] = {
    "invoice_number": "Invoice No|Invoice No.|Invoice Number|Inv #|Inv. No.|Bill No.|Bill No|Bill Number|Doc No"
    "|Tax Invoice No.|Invoice #|Serial No. of Invoice",
    "invoice_date": "Date|Dated|Invoice Date|Inv. Date|Bill Date|Date of Invoice|Doc Date|Dt.",
    "due_date": "Due Date|Due On|Pay By|Payment Due Date|Due date",
    "purchase_order": "PO No.|Buyer's Order No.|P.O. Number|Order Ref|Purchase Order|Your Order No.",
    "payment_terms": "Terms|Payment Terms|Mode/Terms of Payment|Terms of Payment",
    "place_of_supply": "Place of Supply|Place Of Supply|POS|Supply Place",
    "reverse_charge": "Reverse Charge|Tax payable on reverse charge|Whether tax is payable under reverse charge|RCM",
    "irn": "IRN|IRN No|Invoice Reference No",
    "ack_no": "Ack No|Ack No.|Acknowledgement No",
    "ack_date": "Ack Date|Ack Dt|Acknowledgement Date",
    "eway_bill_no": "e-Way Bill No|E-Way Bill No.|EWB No|Eway Bill",
    "supplier": "Sold By|Seller|From|Supplier|Bill From|Billed By",
    "buyer": "Bill To|Billed To|Buyer|Buyer (Bill to)|Customer|Details of Receiver (Billed to)|Invoice To|M/s",
    "ship_to": "Ship To|Shipped To|Consignee (Ship to)|Consignee|Delivery At|Details of Consignee (Shipped to)",
    "gstin": "GSTIN|GSTIN/UIN|GST No.|GSTIN No|GST Reg No|GST IN",
    "pan": "PAN|PAN No.|Company's PAN|IT PAN",
    "phone": "Ph|Phone|Mobile|Tel|Contact|Mob",
    "email": "Email|E-Mail|e-mail|Mail",
    "serial": "Sl No|S.No|Sr|#|Sl.|Sr. No.",
    "description": "Description of Goods|Description|Particulars|Item|Product|Item Description|Item & Description"
    "|Name of Product",
    "service": "Description of Services|Description|Particulars|Service|Item",
    "code": "HSN/SAC|HSN|HSN Code|HSN/SAC Code|SAC/HSN",
    "sac": "SAC|SAC Code|HSN/SAC",
    "quantity": "Qty|Quantity|Qty.|QTY",
    "unit": "Unit|UOM|Per|Units",
    "price": "Rate|Unit Price|Price|Rate/Unit|Price/Unit|Rate (Rs)",
    "discount_percent": "Disc %|Disc. %|Discount %|Less %",
    "discount": "Discount|Disc.|Disc|Less: Disc",
    "gross": "Amount|Gross|Gross Amt|Value",
    "taxable": "Taxable Value|Taxable Amt|Taxable|Taxable Amount|Assessable Value",
    "amount": "Amount|Amt|Value|Amount (Rs)",
    "rate": "GST %|GST|Tax %|GST Rate|Tax Rate|GST%",
    "cgst_rate": "CGST %|CGST Rate|CGST%",
    "cgst": "CGST|CGST Amt|CGST Amount",
    "sgst_rate": "SGST %|SGST Rate|SGST%",
    "sgst": "SGST|SGST Amt|SGST Amount",
    "igst_rate": "IGST %|IGST Rate|IGST%",
    "igst": "IGST|IGST Amt|IGST Amount",
    "cess": "Cess|Cess Amt|CESS",
    "tax": "Tax Amt|GST Amt|Tax|Tax Amount",
    "total": "Total|Line Total|Net Amount|Total Amount|Net Amt",
    "mrp": "MRP|M.R.P.",
    "subtotal": "Sub Total|Subtotal|Total before tax|Gross Total|Basic Amount",
    "bill_discount": "Discount|Less: Discount|Trade Discount|Cash Discount",
    "freight": "Freight|Freight Charges|Transport Charges|Packing & Forwarding|Delivery Charges",
    "taxable_value": "Taxable Value|Taxable Amount|Total Taxable Value|Net Taxable",
    "round_off": "Round Off|Rounded Off|Rounding|R/Off|Round off (+/-)",
    "grand_total": "Grand Total|Total|Invoice Total|Net Payable|Total Amount|Amount Payable|Bill Amount"
    "|Total Invoice Value",
    "amount_paid": "Paid|Amount Paid|Received|Advance Received|Payment Received",
    "amount_due": "Balance Due|Balance|Amount Due|Balance Payable",
    "words": "Amount in Words|Amount Chargeable (in words)|In Words|Total in words|Rupees|Invoice Value (In Words)",
}
DATES = (
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d.%m.%Y",
    "%d %B %Y",
    "%d/%m/%y",
    "%d %b %Y",
    "%B %d, %Y",
    "%Y-%m-%d",
)
TITLES: Mapping[str, str] = {
    "tax_invoice": "TAX INVOICE|Tax Invoice|GST INVOICE|GST TAX INVOICE|INVOICE|Tax Invoice cum Challan",
    "bill_of_supply": "BILL OF SUPPLY|Bill of Supply",
    "credit_note": "CREDIT NOTE|Credit Note|GST Credit Note",
    "debit_note": "DEBIT NOTE|Debit Note",
    "export_invoice": "EXPORT INVOICE|INVOICE (EXPORT)|Commercial Invoice - Export",
}
FONTS = ("helvetica", "helvetica", "helvetica", "times", "dejavu", "dejavu", "vera", "serif")
PLACES = ("{code}-{name}", "{name} ({code})", "{name}", "{code}", "{name}, Code : {code}", "{code} - {name}")
TAX_FORMS = (
    "{head} @ {percent}%",
    "{head} {percent}%",
    "Output {head} {percent}%",
    "{head} ({percent}%)",
    "Add: {head} @{percent}%",
)


@dataclass(frozen=True, slots=True)
class Hand:
    """One hand. `sign` stands before amounts at the foot; `groups` says how thousands are parted."""

    chance: Chance
    words: Mapping[str, str]
    title: str
    font: str
    size: float
    date_form: str
    groups: str
    sign: str
    colon: str
    place_form: str
    shout: bool
    yes_no: tuple[str, str]
    local_tax: str
    marks_rates: bool
    tax_form: str
    minus: bool = False

    def word(self, key: str) -> str:
        """The word for a field or column, the same all over the paper."""
        said = self.words[key].replace("SGST", self.local_tax)
        return said.upper() if self.shout else said

    def date(self, day: date) -> str:
        """A day."""
        return day.strftime(self.date_form)

    def amount(self, value: Decimal) -> str:
        """An amount to the paisa, without a sign of its currency."""
        shown = -value if self.minus else value
        return f"-{self._grouped(-shown)}" if shown < 0 else self._grouped(shown)

    def money(self, value: Decimal) -> str:
        """An amount at the foot, with the sign."""
        return f"{self.sign}{self.amount(value)}"

    def percent(self, value: Decimal) -> str:
        """A rate: 18, 2.5."""
        return f"{value.normalize():f}"

    def rate(self, value: Decimal) -> str:
        """A rate in a table: 18, or 18%."""
        return f"{self.percent(value)}%" if self.marks_rates else self.percent(value)

    def count(self, value: Decimal) -> str:
        """A quantity: 12, 2.5."""
        return f"{value.normalize():f}"

    def state(self, code: str) -> str:
        """A State as a place of supply."""
        name = "Outside India" if code == "96" else states.name(code)
        return self.place_form.format(code=code, name=name)

    def _grouped(self, value: Decimal) -> str:
        whole, paise = f"{value:.2f}".split(".")
        if self.groups == "indian":
            head, tail = whole[:-3], whole[-3:]
            while head:
                head, tail = head[:-2], f"{head[-2:]},{tail}"
            whole = tail
        elif self.groups == "western":
            whole = f"{int(whole):,}"
        return f"{whole}.{paise}"


def drawn(chance: Chance, bill: Bill, *, font: str | None = None) -> Hand:
    """A hand for a bill; `font` where the trade's machine knows only one."""
    font = font or chance.pick(FONTS)
    signs = ["", "", "Rs. ", "Rs ", "INR "] + (["₹", "₹ ", "₹"] if font in ("dejavu", "serif") else [])
    return Hand(
        chance=chance,
        words={key: chance.pick(said.split("|")) for key, said in WORDS.items()},
        title=chance.pick(TITLES[bill.kind].split("|")),
        font=font,
        size=chance.pick((7.5, 8.0, 8.5, 9.0)),
        date_form=chance.weighted(DATES, (6, 6, 5, 4, 2, 2, 2, 2, 1, 1)),
        groups="western" if bill.currency != "INR" else chance.weighted(("indian", "plain"), (3, 1)),
        sign=chance.pick(signs) if bill.currency == "INR" else chance.pick(("USD ", "US$ ", "$ ")),
        colon=chance.pick((": ", " : ", ": ", " - ", " ")),
        place_form=chance.pick(PLACES),
        shout=chance.happens(0.08),
        yes_no=chance.pick((("Yes", "No"), ("Y", "N"), ("YES", "NO"), ("Yes", "No"))),
        local_tax=tax_head.local_tax(bill.supplier.state_code or "") or "SGST",
        marks_rates=chance.happens(0.6),
        tax_form=chance.pick(TAX_FORMS),
    )

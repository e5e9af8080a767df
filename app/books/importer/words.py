"""How a books file calls things, and how the app's tables do."""

from app.books.records import DocumentKind, DocumentStatus

STATUS = {"unpaid": DocumentStatus.SENT, "partial": DocumentStatus.PARTIALLY_PAID} | {
    status.value: status for status in DocumentStatus
}

MODES = {
    "neft": "bank_transfer", "rtgs": "bank_transfer", "imps": "bank_transfer", "netbanking": "bank_transfer",
    "banktransfer": "bank_transfer", "bank": "bank_transfer", "bank_transfer": "bank_transfer", "cash": "cash",
    "upi": "upi", "cheque": "cheque", "card": "card", "online": "online", "other": "other",
}  # fmt: skip
"""Ways of paying, as files write them, to those that the table `payments` takes; any other word becomes `other`."""

INVOICE_TYPES = {DocumentKind.SALES_INVOICE: "customer", DocumentKind.SUPPLIER_BILL: "supplier"}

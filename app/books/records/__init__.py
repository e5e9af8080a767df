"""The nouns of bookkeeping, richer than the app's tables: what one business has written down, and who wrote it when.

Amounts are rupees (`Decimal`), dates are the document's own, moments are aware. `None` means that the books do not
say, which is never the same as zero or "no".
"""

from app.books.records.documents import Document, DocumentKind, DocumentStatus, InvoiceNotFound, InvoiceUnreadable, Item
from app.books.records.movements import CashEntry, Direction, Expense, Payment, Product, RecurringPayment
from app.books.records.parties import BankChange, Business, BusinessNotFound, Party, PartyKind
from app.books.records.settlements import PAID_BY, Settlement
from app.books.records.whole import Books

__all__ = [
    "PAID_BY",
    "BankChange",
    "Books",
    "Business",
    "BusinessNotFound",
    "CashEntry",
    "Direction",
    "Document",
    "DocumentKind",
    "DocumentStatus",
    "Expense",
    "InvoiceNotFound",
    "InvoiceUnreadable",
    "Item",
    "Party",
    "PartyKind",
    "Payment",
    "Product",
    "RecurringPayment",
    "Settlement",
]

"""Receipts: shop, day, address and total, chosen by a learned model among all that they may be.

`reading` finds the candidates and what can be seen of them, `proposing` asks the model and places what it chose.
"""

from app.invoices.rules.documents.receipts.proposing import ReceiptScorer, proposals

__all__ = ["ReceiptScorer", "proposals"]

"""The signed values over what was read from the paper: they decide, and a difference between the two is told.

Where the paper was recognised from pixels, a number that differs by one character, or that was read unsurely, was read
wrongly: it is no difference. An amount may differ by the rupee to which an invoice is rounded (CGST Act s.170).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from app.gst import gstin
from app.invoices.records.extractions import Check, Found, Proposal, QRStatus, SignedQR, Value
from app.invoices.records.pages import Source
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.signed.signed_codes import SignedCode
from app.invoices.rules.documents.values import spelling

_PATHS = {
    "SellerGstin": "supplier.gstin",
    "BuyerGstin": "buyer.gstin",
    "DocNo": "invoice_number",
    "DocDt": "invoice_date",
    "TotInvVal": "totals.grand_total",
    "Irn": "irn",
}
_IRN = r"[0-9A-Fa-f]{64}"
"""A SHA-256 in hexadecimal digits (NIC, e-invoice API documentation)."""
_ROUNDING = Decimal(1)
_UNREGISTERED = "URP"
_LEAST_SURE = 0.3
"""A reading worth less is a guess, and contradicts nothing."""
_SURE = 0.9
"""What a recogniser says of words that it read rightly in 99 of 100 (RapidOCR on generated photographs)."""


def proposals(code: SignedCode | None) -> list[Proposal]:
    """The signed values as readings that nothing outweighs; none where the code is refused."""
    if code is None or code.refused:
        return []
    return [
        Proposal(path, Found(value, str(code.data[name]), code.page, code.box, Source.QR, 1.0))
        for name, path, value in _values(code.data)
    ]


def compared(code: SignedCode | None, read: Sequence[Proposal]) -> tuple[SignedQR, list[Check]]:
    """What the code says of the paper, and a check for each value that both have.

    read : what was read from the paper alone
    """
    if code is None:
        return SignedQR(), []
    if code.refused:
        return SignedQR(), [Check("signed_qr", False, "RS256, signed by the portal", code.refused)]
    checks = [check for name, path, value in _values(code.data) for check in _check(path, value, read)]
    status = QRStatus.VERIFIED if code.is_proven else QRStatus.DECODED
    return SignedQR(status if all(check.is_ok for check in checks) else QRStatus.CONTRADICTS, code.data), checks


def _check(path: str, signed: Value, read: Sequence[Proposal]) -> Iterator[Check]:
    """Whether the paper says the same; nothing where it says nothing surely."""
    printed = [proposal.found for proposal in read if proposal.path == path]
    best = max(printed, key=lambda found: found.confidence, default=None)
    if best is None or best.confidence < _LEAST_SURE:
        return
    is_same = any(_is_same(signed, found.value) for found in printed)
    if is_same or not _may_be_misread(signed, best):
        yield Check(f"signed_qr.{path}", is_same, str(signed), str(best.value), (path,))


def _is_same(signed: Value, printed: Value) -> bool:
    if isinstance(signed, Decimal) and isinstance(printed, Decimal):
        return abs(signed - printed) <= _ROUNDING
    if isinstance(signed, str) and isinstance(printed, str):
        return known_labels.folded(signed) == known_labels.folded(printed)
    return signed == printed


def _may_be_misread(signed: Value, printed: Found) -> bool:
    """Whether a difference may be the recogniser's."""
    if printed.source is not Source.OCR:
        return False
    if isinstance(signed, str):
        return spelling.is_near(known_labels.folded(signed), known_labels.folded(printed.raw))
    return printed.confidence < _SURE / 2


def _values(data: Mapping[str, Any]) -> Iterator[tuple[str, str, Value]]:
    """The signed values that have a path, typed; one that has not its form is left out."""
    for name, path in _PATHS.items():
        value = _typed(name, data.get(name))
        if value is not None:
            yield name, path, value


def _typed(name: str, value: Any) -> Value | None:
    text = str(value if value is not None else "").strip()
    if not text or text == _UNREGISTERED:
        return None
    if name == "DocDt":
        return _day(text)
    if name == "TotInvVal":
        return _amount(text)
    if name.endswith("Gstin"):
        return gstin.normalised(text) if len(gstin.normalised(text)) == gstin.LENGTH else None
    if name == "Irn":
        return text.lower() if re.fullmatch(_IRN, text) else None
    return text


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  # a calendar day has no zone
    except ValueError:
        return None


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount) < Decimal(10) ** 12 else None

"""The signed QR code of an e-invoice: a JWT of the portal whose payload repeats what the paper must say.

NIC, e-invoice API documentation, "Verify signed QR code": RS256, `iss` "NIC", `data` the values as JSON text under
SellerGstin, BuyerGstin, DocNo, DocTyp, DocDt, TotInvVal, ItemCnt, MainHsnCode, Irn, IrnDt. Another algorithm is none of
the portal's: "none" proves nothing, and HS256 would take the portal's public key for a secret.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.invoices.records.pages import Box, Pages

ALGORITHM = "RS256"
LONGEST = 8192
"""Characters; the portal's codes have about 1,000, and a QR code holds at most 4,296."""
NAMES = (
    *("SellerGstin", "BuyerGstin", "DocNo", "DocTyp", "DocDt", "TotInvVal", "ItemCnt", "MainHsnCode", "Irn", "IrnDt"),
)
_LONGEST_VALUE = 100


class PortalKeys(Protocol):
    """The public keys of the portal that an admin has installed."""

    def have_signed(self, token: str) -> bool:
        """Whether one of them made the signature of a token."""


@dataclass(frozen=True, slots=True)
class SignedCode:
    """One code that has the form of the portal's, and where it stands.

    is_proven : whether a portal key made its signature; None where no key is installed
    refused : why its values are not used; None where they are
    """

    page: int
    box: Box
    data: Mapping[str, Any] = field(default_factory=dict)
    is_proven: bool | None = None
    refused: str | None = None


def read(pages: Pages, keys: PortalKeys | None) -> SignedCode | None:
    """The signed code of a document: the first that can be used, else the first that has its form.

    Codes that can be used and say different things are refused together: nothing tells which is the paper's.
    """
    found = [code for page in pages.pages for code in _codes(page.number, page.codes, keys)]
    usable = [code for code in found if code.refused is None]
    if any(code.data != usable[0].data for code in usable):
        return SignedCode(usable[0].page, usable[0].box, refused="two codes that differ")
    return usable[0] if usable else next(iter(found), None)


def _codes(page: int, codes: Sequence[Any], keys: PortalKeys | None) -> list[SignedCode]:
    found = []
    for code in codes:
        parts = code.text.split(".")
        if (
            len(code.text) <= LONGEST
            and len(parts) == 3
            and (header := _object(parts[0])) is not None
            and "alg" in header
        ):
            found.append(_judged(page, code.box, code.text, header, keys))
    return found


def _judged(page: int, box: Box, token: str, header: Mapping[str, Any], keys: PortalKeys | None) -> SignedCode:
    if header.get("alg") != ALGORITHM:
        named = header["alg"] if _is_plain(header["alg"]) else ""
        return SignedCode(page, box, refused=f"algorithm {named}"[:30].strip())
    data = _data(token.split(".")[1])
    if data is None:
        return SignedCode(page, box, refused="no values")
    if keys is None:
        return SignedCode(page, box, data)
    is_proven = keys.have_signed(token)
    return SignedCode(page, box, data, is_proven, None if is_proven else "signature")


def _data(payload: str) -> dict[str, Any] | None:
    """The values under the portal's names; None where the payload holds none."""
    outer = _object(payload)
    inner = outer.get("data") if outer else None
    if isinstance(inner, str):
        inner = _parsed(inner)
    if not isinstance(inner, dict):
        return None
    values = {name: inner[name] for name in NAMES if _is_plain(inner.get(name))}
    return values or None


def _is_plain(value: Any) -> bool:
    """Whether a value can be shown: a number, or a text without what no file can hold or nobody can see."""
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return False
    return len(str(value)) <= _LONGEST_VALUE and str(value).isprintable()


def _object(part: str) -> dict[str, Any] | None:
    """A part of the token as an object; None for anything else."""
    try:
        text = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    return _parsed(text)


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None

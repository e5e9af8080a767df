"""The e-invoice portal of the invented world: number, acknowledgement and the signed QR code of a bill.

The code is a JWT (RS256) whose payload is issuer "NIC" and the document's values as JSON text, under the portal's names
(NIC, e-invoice API documentation, "Verify signed QR code"). The key is published here: its signatures prove nothing.
"""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from app.gst import e_invoice
from app.simulate.billing.records import Bill, Kind, Registered
from app.simulate.chance import Chance
from app.values import period

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

_FIRST_PRIME = int(
    "d0517d313f03bef29d020796d3fb10d750146d9964b0d88ae06f4abd7859c30ad18c28c44639e7925cc00dd0834c99904230"
    "c09019e4df61ce8575bba0476bac603d1989bd77a519eb46271fec7d40affddbade3fd1391169581b19ebd2e8c133df7c9b3"
    "03fc22762a42ae2d7ea189646c59c65021b281cf7014c74bc1226b69",
    16,
)
_SECOND_PRIME = int(
    "cdf9631b00fc7f979883de80bf354bacddb0d92fa3507b61ffffa38e3924b6378f076df3ee308d3403bf87738c721c6bc0c0"
    "9914b6fca3e9e9400b143161a451e9cde8d3c1cd94ea23db6ca356611ab3fb349b1b3c756b828f6ffe6947e8da45b4ce2f95"
    "6b553ea32d9b0f0bc020ddbb0c426d07c3957289f2e2db2075f18449",
    16,
)
_EXPONENT = 65537
_CODES = {Kind.CREDIT_NOTE: e_invoice.Code.CREDIT_NOTE, Kind.DEBIT_NOTE: e_invoice.Code.DEBIT_NOTE}
_UNREGISTERED = "URP"
"""What stands for the buyer's number where he has none."""


def registered(bill: Bill, chance: Chance) -> Registered:
    """What the portal answers for a bill of a registered supplier."""
    supplier, year = bill.supplier.gstin or "", period.financial_year(bill.issued_on)
    code = _CODES.get(bill.kind, e_invoice.Code.INVOICE)
    irn = e_invoice.irn(supplier, f"{year}-{(year + 1) % 100:02d}", code, bill.number)
    data = {
        "SellerGstin": supplier,
        "BuyerGstin": (bill.buyer and bill.buyer.gstin) or _UNREGISTERED,
        "DocNo": bill.number,
        "DocTyp": code.value,
        "DocDt": f"{bill.issued_on:%d/%m/%Y}",
        "TotInvVal": float(bill.totals.grand_total),
        "ItemCnt": len(bill.rows),
        "MainHsnCode": max(bill.rows, key=lambda row: row.taxable_value).code,
        "Irn": irn,
        "IrnDt": f"{bill.issued_on:%Y-%m-%d} {chance.whole(10, 19)}:{chance.whole(10, 59)}:00",
    }
    return Registered(irn, f"1{chance.digits(14)}", bill.issued_on, _signed(data), data)


def public_key() -> str:
    """The key that proves the signatures, as PEM text: what an admin installs from the real portal."""
    from cryptography.hazmat.primitives import serialization

    form, kind = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return _key().public_key().public_bytes(form, kind).decode()


def _signed(data: dict[str, Any]) -> str:
    import jwt

    payload = {"iss": "NIC", "data": json.dumps(data, separators=(",", ":"))}
    return jwt.encode(payload, _key(), algorithm="RS256", headers={"kid": "invented-portal"})


@cache
def _key() -> "RSAPrivateKey":
    from cryptography.hazmat.primitives.asymmetric import rsa

    first, second = _FIRST_PRIME, _SECOND_PRIME
    private = pow(_EXPONENT, -1, (first - 1) * (second - 1))
    numbers = rsa.RSAPrivateNumbers(
        p=first,
        q=second,
        d=private,
        dmp1=rsa.rsa_crt_dmp1(private, first),
        dmq1=rsa.rsa_crt_dmq1(private, second),
        iqmp=rsa.rsa_crt_iqmp(first, second),
        public_numbers=rsa.RSAPublicNumbers(_EXPONENT, first * second),
    )
    return numbers.private_key()

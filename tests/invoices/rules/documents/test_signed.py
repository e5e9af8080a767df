"""The signed code of an e-invoice: what it gives, what it contradicts, and what is no proof."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from app.invoices.records.extractions import Extraction, QRStatus
from app.invoices.records.pages import Source
from app.invoices.rules.documents import reading
from app.invoices.rules.documents.signed import signed_codes
from app.invoices.service import portal_keys
from tests.invoices.rules.documents import grids

SELLER, BUYER = "27AAPFU0939F1ZV", "29AAGCB7383J1Z4"
PAPER = f"Amla Traders\nGSTIN: {SELLER}\nInvoice No: A/7   Date: 05/04/2026\nGrand Total: 118.00"
DATA: Mapping[str, Any] = {
    "SellerGstin": SELLER,
    "BuyerGstin": "URP",
    "DocNo": "A/7",
    "DocDt": "05/04/2026",
    "TotInvVal": 118.0,
}
ONE_KEY, OTHER_KEY = (rsa.generate_private_key(65537, 2048) for _ in range(2))


class TestValues:
    def test_fill_what_the_paper_hides_and_carry_their_place(self) -> None:
        extraction = read("Amla Traders", token({**DATA, "BuyerGstin": BUYER}))
        fields = extraction.fields
        assert (fields["buyer.gstin"].value, fields["buyer.gstin"].source) == (BUYER, Source.QR)
        assert extraction.value("invoice_date") == date(2026, 4, 5)
        assert extraction.value("totals.grand_total") == Decimal("118.0")
        assert extraction.signed_qr.status is QRStatus.DECODED

    @pytest.mark.parametrize(
        ("change", "path"),
        [
            ({"DocNo": "A/8"}, "invoice_number"),
            ({"TotInvVal": 1180.0}, "totals.grand_total"),
            ({"DocDt": "06/04/2026"}, "invoice_date"),
            ({"SellerGstin": BUYER}, "supplier.gstin"),
        ],
    )
    def test_other_value_on_the_paper_contradicts(self, change: Mapping[str, Any], path: str) -> None:
        extraction = read(PAPER, token({**DATA, **change}))
        assert extraction.signed_qr.status is QRStatus.CONTRADICTS
        assert [check.name for check in extraction.checks if not check.is_ok] == [f"signed_qr.{path}"]

    def test_rounded_total_contradicts_nothing(self) -> None:
        assert read(PAPER, token({**DATA, "TotInvVal": 117.6})).signed_qr.status is QRStatus.DECODED

    def test_letter_that_was_misread_contradicts_nothing(self) -> None:
        paper = grids.with_codes(
            grids.pages(PAPER.replace("A/7", "A/17"), source=Source.OCR), token({**DATA, "DocNo": "A/77"})
        )
        assert reading.read(paper, on=grids.READ_ON).signed_qr.status is QRStatus.DECODED

    @pytest.mark.parametrize(
        ("name", "value"),
        [("DocNo", "A\ud8007"), ("DocNo", "A\u200b/7"), ("DocNo", "A\x1b[31m"), ("Irn", 5), ("Irn", "ab")],
    )
    def test_what_is_no_such_value_is_left_out(self, name: str, value: object) -> None:
        extraction = read("Amla Traders", token({**DATA, name: value}))
        assert (extraction.value("invoice_number"), extraction.value("irn")) in [(None, None), ("A/7", None)]
        assert extraction.value("totals.grand_total") == Decimal("118.0")

    def test_two_codes_that_differ_are_refused_together(self) -> None:
        codes = token(DATA), token({**DATA, "TotInvVal": 5})
        extraction = reading.read(grids.with_codes(grids.pages(PAPER), *codes), on=grids.READ_ON)
        assert extraction.signed_qr.status is QRStatus.ABSENT
        assert [check.found for check in extraction.checks if check.name == "signed_qr"] == ["two codes that differ"]

    def test_one_that_is_printed_twice_is_one(self) -> None:
        pages = grids.with_codes(grids.pages(PAPER), token(DATA), token(DATA))
        assert reading.read(pages, on=grids.READ_ON).signed_qr.status is QRStatus.DECODED


class TestProof:
    def test_installed_key_proves(self, tmp_path: Path) -> None:
        assert read(PAPER, token(DATA), keys_in(tmp_path)).signed_qr.status is QRStatus.VERIFIED

    def test_signature_of_another_is_refused_and_its_values_are_not_used(self, tmp_path: Path) -> None:
        extraction = read(PAPER, token({**DATA, "DocNo": "Z/9"}, key=OTHER_KEY), keys_in(tmp_path))
        assert (extraction.signed_qr.status, extraction.value("invoice_number")) == (QRStatus.ABSENT, "A/7")
        assert [check.found for check in extraction.checks if check.name == "signed_qr"] == ["signature"]

    @pytest.mark.parametrize("algorithm", ["none", "HS256", "ES256", "rs256", 7])
    def test_another_algorithm_is_refused(self, algorithm: object, tmp_path: Path) -> None:
        forged = f"{part({'alg': algorithm})}.{part({'data': json.dumps({**DATA, 'DocNo': 'Z/9'})})}.{'x' * 20}"
        for keys in (None, keys_in(tmp_path)):
            extraction = read(PAPER, forged, keys)
            assert (extraction.signed_qr.status, extraction.value("invoice_number")) == (QRStatus.ABSENT, "A/7")

    def test_public_key_is_no_secret(self, tmp_path: Path) -> None:
        keys = keys_in(tmp_path)
        secret = (tmp_path / "portal.pem").read_bytes()
        head, body = part({"alg": "HS256"}), part({"data": json.dumps(DATA)})
        signature = hmac.new(secret, f"{head}.{body}".encode(), hashlib.sha256).digest()
        forged = f"{head}.{body}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"
        assert read(PAPER, forged, keys).signed_qr.status is QRStatus.ABSENT

    @pytest.mark.parametrize(
        "text",
        ["", "a.b.c", "upi://pay?pa=x@y&am=5.00", "." * 5000, "eyJ9.eyJ9.x", "e30.e30.e30", "\x00.\x00.\x00",
         f"{'A' * 9000}.b.c"],
    )  # fmt: skip
    def test_other_codes_are_no_signed_ones(self, text: str) -> None:
        assert signed_codes.read(grids.with_codes(grids.pages("x"), text), None) is None

    @pytest.mark.parametrize(
        "payload",
        [{}, {"data": "[" * 3000}, {"data": "null"}, {"data": {"DocNo": "9" * 5000}}, {"data": {"DocNo": {}}}],
    )
    def test_payload_without_values_gives_none(self, payload: Mapping[str, Any]) -> None:
        extraction = read(PAPER, jwt.encode(dict(payload), ONE_KEY, "RS256"))
        assert (extraction.signed_qr.status, extraction.value("invoice_number")) == (QRStatus.ABSENT, "A/7")

    def test_files_without_a_key_are_left(self, tmp_path: Path) -> None:
        (tmp_path / "a.pem").write_text("no key")
        assert portal_keys.installed(tmp_path) is None
        assert portal_keys.installed(None) is None


def read(text: str, code: str, keys: signed_codes.PortalKeys | None = None) -> Extraction:
    return reading.read(grids.with_codes(grids.pages(text), code), on=grids.READ_ON, keys=keys)


def token(data: Mapping[str, Any], key: rsa.RSAPrivateKey = ONE_KEY) -> str:
    return jwt.encode({"iss": "NIC", "data": json.dumps(data)}, key, "RS256")


def part(content: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def keys_in(folder: Path) -> portal_keys.InstalledKeys | None:
    encoding = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    (folder / "portal.pem").write_bytes(ONE_KEY.public_key().public_bytes(*encoding))
    return portal_keys.installed(folder)

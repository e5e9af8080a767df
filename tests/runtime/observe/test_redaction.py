"""Which numbers never reach a log, and which do."""

import uuid

import pytest

from app.runtime.observe.redaction import redacted

SECRET = {
    "gstin": ["29ABCDE1234F1Z5", "of 27aapfu0939f1zv."],
    "pan": ["ABCDE1234F", "PAN: aapfu0939f,"],
    "phone": ["9876543210", "+91 98765 43210", "+919876543210", "call 09876543210", "98765-43210"],
    "account": [
        "account 123456789012",
        "account number 1234567890",
        "A/c No. 123456789",
        "a/c: 00112233445566",
        '{"account_number": "123456789012345678"}',
        "acct#123456789",
        "bank account no 50100123456789",
    ],
    "ifsc": ["HDFC0001234", "ifsc=sbin0ABC123"],
    "upi": ["ramesh.kumar@okhdfcbank", "9876543210@ybl", "ramesh-celery@ybl", "ramesh.celery@ybl"],
    "email": ["ramesh@example.co.in", "to <a.b+c@d-e.com>", "ramesh.celery@example.com"],
    "bearer": ["Authorization: Bearer abc.def-ghi", "bearer opaque_token/1"],
    "token": [
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
        "token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.",
    ],
    "password": ["postgresql://app:s3cr3t@db:5432/app", "redis://:s3cr3t-word@127.0.0.1:6379/0"],
}
INNOCENT = [
    str(uuid.UUID("98765432-1098-4765-9210-987654321098")),
    uuid.UUID("98765432109876543210987654321098").hex,
    "2026-11-21T14:52:55.123456+00:00",
    "took 12.345678901 s",
    "INV-2026-000123456",
    "amount 1234567.89",
    "total 5000000000 paise",
    "HSN 84713010",
    "pin 560001",
    "fraud.analyze",
    "accounting period 2026",
    "port 54321",
    "127.0.0.1:54321",
    "celery@shop ready.",
    "celery@vm-12.ec2.internal ready.",
    "extra@shop ready.",
    "/api/v1/fraud/alerts?page=2",
    "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "postgresql://127.0.0.1:5432/app",
]


class TestRedaction:
    @pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SECRET.items() for text in texts])
    def test_personal_number_is_replaced_by_its_kind(self, kind: str, text: str) -> None:
        assert "<" in redacted(text)
        assert not any(word in redacted(text) for word in hidden(text))

    @pytest.mark.parametrize("text", INNOCENT)
    def test_innocent_text_stays(self, text: str) -> None:
        assert redacted(text) == text

    def test_words_around_stay(self) -> None:
        text = "bill of 29ABCDE1234F1Z5 paid to a/c no. 123456789012 by 9876543210"
        assert redacted(text) == "bill of <gstin> paid to a/c no. <account> by <phone>"

    @pytest.mark.parametrize("size", [10_000])
    @pytest.mark.parametrize("filling", ["9", "a", "@", "a@", "account ", "eyJ", "://:", ". "])
    def test_long_text_takes_no_time_of_its_own(self, filling: str, size: int) -> None:
        assert redacted(filling * size) is not None


def hidden(text: str) -> list[str]:
    """The parts of `text` that must not be seen afterwards."""
    known = ("29ABCDE1234F1Z5", "27aapfu0939f1zv", "ABCDE1234F", "aapfu0939f", "HDFC0001234", "sbin0ABC123")
    more = ("ramesh", "okhdfcbank", "example", "a.b+c", "abc.def", "opaque", "eyJ", "s3cr3t", "43210", "98765")
    digits = ("123456789", "00112233445566", "50100123456789")
    return [word for word in (*known, *more, *digits) if word in text]

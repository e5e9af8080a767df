"""How right the rules are on books whose troubles are known: ours made in the tests' own run, others where they lie."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.books.importer import preview
from app.fraud import rules
from app.fraud.records import AlertType, Finding
from app.fraud.rules import judging
from app.fraud.rules.judging import Label

KNOWN_BOOKS = Path(__file__).resolve().parents[3] / "shared" / "data" / "fraud" / "dev_books.json"
LEAST_F1 = {
    AlertType.DUPLICATE_SUPPLIER_BILL: 0.95,
    AlertType.DUPLICATE_INVOICE: 0.95,
    AlertType.PAYMENT_MISMATCH: 0.95,
    AlertType.SUSPICIOUS_PATTERN: 0.85,
}
MOST_FALSE_ALARMS = 1
"""In 1,000 documents, of all types together."""


Known = tuple[Sequence[Finding], Sequence[Label], int]


@pytest.mark.skipif(not KNOWN_BOOKS.exists(), reason="the books with known troubles are not beside this checkout")
class TestKnownBooks:
    @pytest.mark.parametrize(("kind", "least"), LEAST_F1.items(), ids=[kind.value for kind in LEAST_F1])
    def test_finds_the_troubles(self, known: Known, kind: AlertType, least: float) -> None:
        findings, labels, _ = known
        assert judging.measured(findings, labels, kind).f1 >= least

    def test_rarely_cries_wolf(self, known: Known) -> None:
        findings, labels, documents = known
        assert judging.measured(findings, labels).false_alarms * 1000 / documents <= MOST_FALSE_ALARMS


@pytest.fixture(scope="module")
def known() -> Known:
    """What is found in the known books, what should be found, and how many documents they hold."""
    content: Mapping[str, Any] = json.loads(KNOWN_BOOKS.read_text())
    held = preview.books_in(content)
    findings = [finding for books in held for finding in rules.findings(books)]
    return findings, judging.labels_in(content), sum(len(books.documents) for books in held)

"""How often the rules are right on generated books, in which every fault against the GST law was planted and noted."""

import time
from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from app import simulate
from app.books.importer import preview
from app.books.records import Books, Document, DocumentKind
from app.compliance.rules import invoice as rules
from app.compliance.rules.invoice import codes, figures, heads, identity, rates, reading
from app.model_registry.records import Evaluator, Score

ENDS_ON, MONTHS = date(2026, 3, 31), 12

EXPECTED: Mapping[str, frozenset[str]] = {
    "wrong_head": frozenset(rule.code for rule in (heads.IGST_DUE, heads.CGST_DUE, heads.HEADS_MIXED)),
    "wrong_rate": frozenset(rule.code for rule in (rates.RATE_NOT_IN_FORCE, rates.RATE_NOT_OF_GOODS)),
    "wrong_arithmetic": frozenset(
        rule.code for rule in (figures.TAX_WRONG, figures.TOTAL_WRONG, figures.LINE_TAX_WRONG)
    ),
    "bad_gstin": frozenset({identity.RECIPIENT_GSTIN_INVALID.code}),
    "missing_hsn": frozenset({codes.HSN_MISSING.code}),
}
"""By which rule each planted fault should be told."""

Told = set[tuple[UUID, str]]


def evaluator() -> Evaluator:
    """How the registry measures these rules."""
    return Evaluator(model_name="compliance", model_type="rules", model_version=rules.VERSION, score=_score)


def _score(seed: int) -> Score:
    world = simulate.generate(simulate.TEXTILES, seed=seed, until=ENDS_ON, months=MONTHS)
    (books,) = preview.books_in(world)
    planted = set(_planted(world["tax_errors"], books))
    began = time.perf_counter()
    told = set(_told(books))
    hits, documents = len(planted & told), max(1, len(_invoices(books)))
    either = len(planted) + len(told)
    return Score(
        accuracy=2 * hits / either if either else 1.0,
        cases=len(planted),
        measure="F1 over faults planted in generated invoices",
        took_ms=(time.perf_counter() - began) * 1000 / documents,
    )


def _planted(errors: list[Mapping[str, str]], books: Books) -> Iterator[tuple[UUID, str]]:
    """The faults that break the law: a missing code is none on an invoice to a buyer without GSTIN."""
    for error in errors:
        document = books.document_by_id[UUID(error["document_id"])]
        party = books.party_by_id.get(document.party_id) if document.party_id else None
        is_fault = error["kind"] != "missing_hsn" or (party is not None and party.gstin)
        if error["kind"] in EXPECTED and is_fault:
            yield document.id, error["kind"]


def _told(books: Books) -> Iterator[tuple[UUID, str]]:
    for document in _invoices(books):
        party = books.party_by_id.get(document.party_id) if document.party_id else None
        found = rules.findings(reading.invoice_in_books(books.business, document, party), on=ENDS_ON)
        broken = {finding.rule.code for finding in found}
        yield from ((document.id, kind) for kind, expected in EXPECTED.items() if broken & expected)


def _invoices(books: Books) -> list[Document]:
    return [document for document in books.documents if document.kind is DocumentKind.SALES_INVOICE]

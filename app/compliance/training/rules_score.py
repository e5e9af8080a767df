"""How often the rules are right on generated books, of which every fault against the GST law is known."""

import time
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from app import simulate
from app.books.records import Books
from app.compliance.records.issues import IssueType, Rule
from app.compliance.rules import invoice as rules
from app.compliance.rules.invoice import codes, fields, figures, heads, identity, rates, reading, sides
from app.model_registry.records import Evaluator, Score

ENDS_ON, MONTHS = date(2026, 3, 31), 12
PROFILES = (simulate.ELECTRICALS, simulate.TEXTILES, simulate.SMALL)

TOLD_BY: Mapping[str, tuple[Rule, ...]] = {
    "wrong_head": (heads.IGST_DUE, heads.CGST_DUE, heads.HEADS_MIXED),
    "wrong_rate": (rates.RATE_NOT_IN_FORCE, rates.RATE_NOT_OF_GOODS),
    "wrong_arithmetic": (figures.TAX_WRONG, figures.TOTAL_WRONG, figures.LINE_TAX_WRONG),
    "bad_gstin": (identity.RECIPIENT_GSTIN_INVALID,),
    "missing_gstin": (identity.SUPPLIER_GSTIN_MISSING,),
    "missing_hsn": (codes.HSN_MISSING,),
    "missing_address": (sides.RECIPIENT_UNNAMED, sides.RECIPIENT_ADDRESS_MISSING),
    "bad_number": (fields.NUMBER_MALFORMED,),
}
"""By which rules each fault of the generated books should be told; what another rule tells is a false alarm."""
_KINDS = {rule.code: kind for kind, told_by in TOLD_BY.items() for rule in told_by}

Told = set[tuple[UUID, str]]


def evaluator() -> Evaluator:
    """How the registry measures these rules."""
    return Evaluator(model_name="compliance", model_type="rules", model_version=rules.VERSION, score=_score)


def _score(seed: int) -> Score:
    worlds = [simulate.generate(profile, seed=seed, until=ENDS_ON, months=MONTHS) for profile in PROFILES]
    books = [simulate.books_of(world) for world in worlds]
    began = time.perf_counter()
    told = set(chain.from_iterable(map(_told, books)))
    took_ms = (time.perf_counter() - began) * 1000
    planted = set(chain.from_iterable(map(_planted, worlds, books)))
    either = len(planted) + len(told)
    return Score(
        accuracy=2 * len(planted & told) / either if either else 1.0,
        cases=len(planted),
        measure="F1 over the faults in generated books",
        took_ms=took_ms / max(1, sum(len(one.documents) for one in books)),
    )


def _planted(world: Mapping[str, Any], books: Books) -> Iterator[tuple[UUID, str]]:
    """The faults that break the law: a missing code is none on an invoice to a buyer without GSTIN."""
    for error in world["tax_errors"]:
        document = books.document_by_id[UUID(error["document_id"])]
        party = books.party_by_id.get(document.party_id) if document.party_id else None
        if error["kind"] != "missing_hsn" or (party is not None and party.gstin):
            yield document.id, error["kind"]


def _told(books: Books) -> Iterator[tuple[UUID, str]]:
    """What the rules call wrong, by the kind of fault or, where none is meant, by the rule."""
    for document in books.documents:
        party = books.party_by_id.get(document.party_id) if document.party_id else None
        for finding in rules.findings(reading.invoice_in_books(books.business, document, party), on=ENDS_ON):
            if finding.rule.type is not IssueType.WARNING:
                yield document.id, _KINDS.get(finding.rule.code, finding.rule.code)

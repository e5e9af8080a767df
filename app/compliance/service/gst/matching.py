"""Purchase bills against rows of GSTR-2B, both sent by the caller: nothing of them is stored."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.compliance.records.matching import Answer, AnsweredRow, Paper, Question, Row
from app.compliance.rules import matching
from app.compliance.wording import matching as wording
from app.values.language import Language

SOURCES = (
    "CGST Act 2017, s.16(2)(aa)",
    "CGST Rules 2017, rule 36(4)",
    "CGST Rules 2017, rule 46(b)",
    "CGST Rules 2017, rule 60(7)",
    "CGST Act 2017, s.170",
)


def answers(_rt: Any, questions: Sequence[Question], *, language: Language, **_: Any) -> list[Answer]:
    """What each paper is, and where two that are one document differ."""
    return [_answer(question, language) for question in questions]


def _answer(question: Question, language: Language) -> Answer:
    purchases, inward = _addressed(question.purchases, question), _addressed(question.inward, question)
    rows = matching.reconciled(purchases, inward)
    return Answer(tuple(_row(row, language) for row in rows), SOURCES)


def _addressed(papers: Sequence[Paper], question: Question) -> Sequence[Paper]:
    """A paper that names no GSTIN of the company is addressed to its only one, where it has only one."""
    if len(question.company_gstins) != 1:
        return papers
    (only,) = question.company_gstins
    return [paper if paper.company_gstin else replace(paper, company_gstin=only) for paper in papers]


def _row(row: Row, language: Language) -> AnsweredRow:
    paper = row.purchase or row.inward
    return AnsweredRow(
        purchase=row.purchase.id if row.purchase else None,
        inward=row.inward.id if row.inward else None,
        state=row.state,
        differences=tuple(difference.field for difference in row.differences),
        details=wording.details(row.differences, language),
        explanation=wording.explanation(row.state, paper.tax, language=language) if paper else "",
    )

"""From what the rules find to the answer for the app: impact, words, figures, evidence, the highest impact first."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid5

from app.books.records import Books
from app.insights.records.answer import BusinessInsights, Finding, Insight
from app.insights.records.evidence import Backtest
from app.insights.records.preferences import Preferences
from app.insights.rules import findings, looks_back
from app.insights.rules import looked_back as measures
from app.insights.rules.cash.outlook import Sides
from app.insights.rules.paying.late_payment import Expected
from app.insights.service import tools
from app.insights.wording import currency, explain, phrases
from app.insights.wording import looked_back as wording
from app.model_registry.service.serving.scoring import Scored
from app.values.period import indian_date

FRESH_FOR = timedelta(hours=24)
BESIDE = ("traces",)
"""What of a finding is no part of `data`: it is sent only to whoever asks for that one insight."""


def answer(
    books: Books, sides: Sides, scored: Scored[Sequence[Expected]], *, now: datetime, said: Preferences
) -> BusinessInsights:
    """All that there is to say `now` about `books`, of which `sides` were made.

    scored : how likely the open invoices are to be paid late, and who judged; said : by the owner
    """
    on, known = indian_date(now), tools.loaded()
    revenue = findings.monthly_revenue(sides.books, on)
    found = findings.told(books, sides, on, known, scored.found, said)
    told = [
        _insight(books, one, findings.impact_score(one, revenue), _looked_back(books, one, sides, now), now)
        for one in found
    ]
    return BusinessInsights(
        business_id=books.business.id,
        revision=books.revision,
        model_version=scored.version,
        generated_at=now,
        next_update=now + FRESH_FOR,
        insights=tuple(sorted(told, key=lambda insight: -(insight.impact_score or 0.0))),
        models=scored.models,
        models_missing=scored.models_missing,
    )


def _insight(
    books: Books, finding: Finding, impact: float | None, looked_back: dict[str, Any] | None, now: datetime
) -> Insight:
    words = currency.told(explain.words(finding), books.business.currency)
    return Insight(
        insight_id=uuid5(books.business.id, finding.key),
        key=finding.key,
        insight_type=finding.insight_type,
        title=words.title,
        description=words.description,
        recommendations=words.recommendations,
        impact_score=impact,
        priority=findings.priority(impact),
        category=finding.category,
        valid_until=now + timedelta(days=finding.valid_days),
        data=_data(finding) | {"currency": books.business.currency},
        traces=finding.traces,
        looked_back=looked_back,
    )


def _data(finding: Finding) -> dict[str, Any]:
    """The figures of a finding by their names, or only what is missing where no figure could be given."""
    figures = asdict(finding) if finding.is_told else {"is_told": False}
    missing = [asdict(lacking) | {"sentence": phrases.missing(lacking)} for lacking in finding.missing]
    return {name: value for name, value in figures.items() if name not in BESIDE} | {"missing": missing}


def _looked_back(books: Books, finding: Finding, sides: Sides, now: datetime) -> dict[str, Any] | None:
    """What came beside what the finding would have foretold last quarter, with its measures and a sentence."""
    if not finding.is_told:
        return None
    found = looks_back.looked_back(finding.key, sides, indian_date(now), tools.loaded())
    nearness = measures.nearness(found) if found else None
    if found is None or nearness is None:
        return None
    sentence = currency.said(wording.nearness(found, nearness), books.business.currency)
    return {**asdict(found), **asdict(nearness), "sentence": sentence, "backtest": _plain(finding.backtest)}


def _plain(found: Backtest | None) -> dict[str, Any] | None:
    return asdict(found) if found else None

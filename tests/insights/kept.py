"""Insights as a worker keeps them, with figures that a test knows: cash ahead, sales with a past, a new shop's."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import text

from app.insights.records.answer import BusinessInsights, Insight, InsightType, Priority
from app.insights.records.evidence import RowKind, Trace
from app.insights.repo import answers, cards
from app.insights.rules import VERSION
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

REVISION = text("select coalesce(max(revision), 0) from book_revisions where business_id = :business_id")
CASH, SALES, YOUNG = "cash_flow", "revenue_forecast", "customers"
TRACE = Trace("open_invoices", "what is unpaid, times its chance", None, RowKind.DOCUMENT, (UUID(int=7),), 1)
FIRST = date(2026, 11, 22)


def keep(rt: Runtime, business_id: UUID) -> dict[str, UUID]:
    """Stores the three insights as made now from the books as they stand; their ids by key."""
    with rt.db.transaction(Caller.service()) as tx:
        revision = tx.execute(REVISION, {"business_id": business_id}).scalar_one()
        answer = _answer(business_id, revision, rt.clock.now())
        answers.save(tx, answer)
        cards.save(tx, answer)
    return ids(business_id)


def ids(business_id: UUID) -> dict[str, UUID]:
    """The ids of the three, by key."""
    return {key: uuid5(business_id, key) for key in (CASH, SALES, YOUNG)}


def point(on: date, value: float, half: float | None = None) -> dict[str, Any]:
    """A point of a series as it is stored; `half` is half of its 80 % band."""
    wide = None if half is None else 1.6 * half
    low80, high80 = (None, None) if half is None else (value - half, value + half)
    low95, high95 = (None, None) if wide is None else (value - wide, value + wide)
    return {"on": on, "value": value, "low80": low80, "high80": high80, "low95": low95, "high95": high95}


def series(
    name: str, title: str, points: list[dict[str, Any]], *, unit: str = "rupees", **known: Any
) -> dict[str, Any]:
    """A series as it is stored."""
    return {"name": name, "title": title, "unit": unit, "points": points, "is_expected": False} | known


def cash(days: int = 91) -> dict[str, Any]:
    """Cash that falls to a tenth."""
    points = [point(FIRST + timedelta(days=at), 300_000 - 3_000 * at, 8_000 + 900 * at) for at in range(days)]
    return series("balance", "Cash at the end of each day", points, is_expected=True)


def _answer(business_id: UUID, revision: int, now: datetime) -> BusinessInsights:
    made = (
        _insight(business_id, CASH, InsightType.CASH_FLOW_PREDICTION, now, _cash_data(), traces=(TRACE,)),
        _insight(business_id, SALES, InsightType.REVENUE_FORECAST, now, _sales_data(), looked_back=_looked_back()),
        _insight(business_id, YOUNG, InsightType.CUSTOMER_ANALYSIS, now, _young_data()),
    )
    return BusinessInsights(business_id, revision, VERSION, now, now + timedelta(days=1), made)


def _insight(
    business_id: UUID, key: str, kind: InsightType, now: datetime, data: Mapping[str, Any], **known: Any
) -> Insight:
    return Insight(
        insight_id=uuid5(business_id, key), key=key, insight_type=kind, title=f"What {key.replace('_', ' ')} tells",
        description=f"The sentence of {key}: ₹1,25,000.", recommendations=("Ask Rao Traders for ₹59,000.",),
        impact_score=0.42, priority=Priority.HIGH, category="test", valid_until=now + timedelta(days=1), data=data,
        **known,
    )  # fmt: skip


def _cash_data() -> dict[str, Any]:
    drivers = [{"name": "open_invoices", "amount": 125000, "sentence": None}]
    return {"is_told": True, "missing": [], "series": [cash()], "drivers": drivers, "floor": 50000, "at_stake": 50000}


def _sales_data() -> dict[str, Any]:
    seen = [point(date(2025, month, 1), 100_000 + 5_000 * month) for month in range(1, 13)]
    ahead = [point(date(2026, month, 1), 130_000, 20_000) for month in range(1, 7)]
    lines = [series("sales", "Sales", seen), series("expected", "Expected sales", ahead, is_expected=True)]
    test = {"origins": 5, "horizon": 6, "mase": 0.7, "naive2_mase": 0.9, "coverage80": 0.8, "coverage95": 0.95}
    return {"is_told": True, "missing": [], "series": lines, "backtest": test | {"served": "theta"}}


def _looked_back() -> dict[str, Any]:
    foretold, came = [point(date(2026, 8, 1), 100.0, 20.0)], [point(date(2026, 8, 1), 110.0)]
    return {
        "made_on": "2026-07-31", "foretold": series("foretold", "Foretold", foretold, is_expected=True),
        "came": series("came", "Came", came), "periods": 1, "mean_error": 10.0, "error_share": 0.09, "inside80": 1,
        "inside95": 1, "sentence": "On 31 Jul 2026 we would have foretold 1 month.", "backtest": None,
    }  # fmt: skip


def _young_data() -> dict[str, Any]:
    lacking = {"what": "named_customers", "have": 0, "need": 1, "expected_on": None}
    return {"is_told": False, "missing": [lacking | {"sentence": "invoices that name their customer"}]}

"""SQL over `service_reports`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, text

from app.operations.records import Figures, NoReport, Period, Report, Section, Span

FIELDS = "period, begins_on, ends_before, sections, written_at"
SAVE = text(
    "insert into service_reports (period, begins_on, ends_before, figures, sections, written_at) values (:period,"
    " :begins_on, :ends_before, cast(:figures as jsonb), cast(:sections as jsonb), :written_at)"
    " on conflict (period, begins_on) do update set figures = excluded.figures, sections = excluded.sections,"
    " written_at = excluded.written_at"
)
FIGURES_BEFORE = text("select figures from service_reports where period = :period and ends_before = :begins_on")
IS_THERE = text("select exists (select from service_reports where period = :period and begins_on = :begins_on)")
ONE = text(f"select {FIELDS} from service_reports where period = :period and begins_on = :begins_on")
LISTED = text(f"select {FIELDS} from service_reports order by begins_on desc, period limit :most")


def save(tx: Connection, report: Report, figures: Figures) -> None:
    """Keeps the report, in place of one of the same time."""
    told = {"sections": json.dumps([asdict(one) for one in report.sections]), "figures": json.dumps(asdict(figures))}
    span = {"ends_before": report.span.ends_before, "written_at": report.written_at}
    tx.execute(SAVE, _place(report.span.period, report.span.begins_on) | span | told)


def figures_before(tx: Connection, span: Span) -> Mapping[str, Any] | None:
    """The figures of the report on the time before, as they were kept; None where there is none."""
    found: Mapping[str, Any] | None = tx.execute(FIGURES_BEFORE, _place(span.period, span.begins_on)).scalar()
    return found


def is_there(tx: Connection, span: Span) -> bool:
    """Whether a report on this time was written."""
    return bool(tx.execute(IS_THERE, _place(span.period, span.begins_on)).scalar_one())


def fetch(tx: Connection, period: Period, begins_on: date) -> Report:
    """One report. Raises `NoReport`."""
    row = tx.execute(ONE, _place(period, begins_on)).mappings().first()
    if row is None:
        raise NoReport
    return _report(row)


def listed(tx: Connection, *, most: int) -> Sequence[Report]:
    """The reports, the latest first."""
    return [_report(row) for row in tx.execute(LISTED, {"most": most}).mappings()]


def _place(period: Period, begins_on: date) -> dict[str, str | date | datetime]:
    return {"period": period.value, "begins_on": begins_on}


def _report(row: RowMapping) -> Report:
    span = Span(Period(row["period"]), row["begins_on"], row["ends_before"])
    return Report(span, [Section(one["title"], one["lines"]) for one in row["sections"]], row["written_at"])

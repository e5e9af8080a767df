"""What a report says of its figures, beside those of the time before, with and without them."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

from app.operations.records import Figures, Period
from app.operations.rules import spans
from app.operations.wording import reports as wording

WEEK = spans.of(Period.WEEK, date(2026, 4, 6))
NOW = Figures(
    requests=1200,
    errors=3,
    slowest_seconds=0.24,
    counted_share=0.98,
    cache_hit_share=0.85,
    memory_share=0.61,
    jobs={"done": 40, "failed": 2, "dead": 0},
    failed={"fraud.analyze": 2},
    documents=5,
    businesses=12,
    people=1,
    slowest=[("GET /api/v1/status", 1.5, 300)],
    models=[("late_payment", "late_payment-3", 0.84), ("invoices", "rules-6", None)],
    database_bytes=30 * 1024**2,
    tables={"jobs": 2 * 1024**2},
    looked_after=41,
    left_alone=1,
    swept_rows=1234,
    backups=7,
    keys_age_days=40,
    duties=[("2 dead jobs: flask jobs dead", "who operates it")],
)
BEFORE: dict[str, Any] = asdict(
    replace(
        NOW,
        requests=1000,
        errors=10,
        slowest_seconds=0.3,
        documents=0,
        businesses=24,
        jobs={"done": 40, "failed": 0},
        models=[("late_payment", "late_payment-2", 0.8)],
        database_bytes=20 * 1024**2,
        tables={"jobs": 3 * 1024**2},
    )
)


class TestSections:
    @pytest.mark.parametrize(
        "line",
        [
            "Counted for 98.0 % of the time; of the rest nobody knows.",
            "1,200 requests, 20 % more than the week before.",
            "3 of them, 0.25 %, were errors of ours, after 1.00 % the week before.",
            "95 of 100 were answered within 240 ms, after 300 ms the week before.",
            "The cache found 85.0 % of what was looked for.",
            "12 businesses were active, 50 % fewer than the week before.",
            "1 person was active, as many as the week before.",
            "5 documents were sent, after none the week before.",
            "40 jobs were done, as many as the week before.",
            "2 jobs ended with a refusal, after none the week before.",
            "0 jobs are dead.",
            "By name: fraud.analyze 2.",
            "late payment (late_payment-3): right 84.0 % of the time, after 80.0 %.",
            "invoices (rules-6): not measured.",
            "GET /api/v1/status: 95 of 100 within 1.5 s, 300 requests.",
            "The database takes 30.0 MB, 10.0 MB more than the week before.",
            "Its table jobs takes 2.0 MB, 1.0 MB less than the week before.",
            "41 tables were vacuumed last, 1 left alone, 1,234 dead rows swept.",
            "Memory was never more than 61.0 % full.",
            "The disk: unknown.",
            "7 backups were made.",
            "The key that seals is 40 days old; after 90 it should be followed by another.",
            "2 dead jobs: flask jobs dead (who operates it)",
        ],
    )
    def test_each_figure_is_told_beside_that_of_the_time_before(self, line: str) -> None:
        assert line in told(NOW, BEFORE)

    def test_first_report_compares_with_nothing(self) -> None:
        lines = told(NOW, None)
        assert lines[0] == "There is no report on the week before, so nothing is compared."
        assert "1,200 requests." in lines
        assert not any("the week before." in line for line in lines)

    @pytest.mark.parametrize("name", [*BEFORE])
    def test_figures_of_a_release_that_had_fewer_are_enough(self, name: str) -> None:
        assert told(NOW, {one: value for one, value in BEFORE.items() if one != name})

    def test_nothing_at_all_is_told_too(self) -> None:
        lines = told(Figures(), asdict(Figures()))
        assert lines[0] == "Nobody counted requests in this time, so how it answered is unknown."
        assert {"None was measured.", wording.NOTHING_WAITS} <= set(lines)
        assert "1,200 requests." in told(NOW, asdict(Figures()))

    def test_titles_name_the_time(self) -> None:
        assert wording.title(WEEK) == "Week from 6 April 2026"
        assert wording.title(spans.of(Period.MONTH, date(2026, 4, 6))) == "April 2026"


def told(now: Figures, before: dict[str, Any] | None) -> list[str]:
    return [line for section in wording.sections(WEEK, now, before) for line in section.lines]

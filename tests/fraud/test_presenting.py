"""An analysis as it is shown: twenty alerts, the rest in figures, what was answered taken in, and kept as JSON."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.fraud.records import Alert, AlertStatus, AlertType, Answer, FraudAnalysis, PreviousAnswer
from app.fraud.repo import analyses, analysis_json
from app.fraud.repo.alerts import Standing
from app.fraud.rules import cases, risk
from app.fraud.service import presenting
from tests.fraud.shop import BUSINESS, DAY, moment
from tests.fraud.suspicions import HELD, alert

MANY = [alert("A", 0.9, str(1000 + place)) for place in range(30)]
BILLS = AlertType.DUPLICATE_SUPPLIER_BILL.value


class TestPresented:
    def test_tells_twenty_and_counts_the_rest(self) -> None:
        shown = presenting.presented(analysis(MANY), {})
        assert shown.alerts == MANY[:9:-1]
        digest = shown.metadata["digest"][BILLS]
        assert (digest["count"], digest["amount"]) == (10, float(sum(range(1000, 1010))))
        assert digest["href"].endswith(f"{BUSINESS.id}&status=open&type={BILLS}")

    def test_next_ones_move_up_when_some_are_dismissed(self) -> None:
        dismissed = {one.id: Standing(AlertStatus.DISMISSED, None) for one in MANY[15:]}
        shown = presenting.presented(analysis(MANY), dismissed)
        assert len(shown.alerts) == 15 and shown.metadata["digest"] == {}

    def test_alerts_beyond_those_kept_still_count(self) -> None:
        more = analysis(MANY[:20], beyond=cases.digests(MANY[20:]), beyond_in_question=Decimal(500))
        shown = presenting.presented(more, {})
        assert shown.metadata["digest"][BILLS]["count"] == 10
        without = presenting.presented(analysis(MANY[:20]), {})
        assert shown.risk_score == pytest.approx(without.risk_score + 0.05)

    def test_former_answer_is_shown_with_what_was_opened_again(self) -> None:
        said = PreviousAnswer(Answer.DISMISSED, "two deliveries", moment(DAY))
        (shown,) = presenting.presented(analysis(MANY[:1]), {MANY[0].id: Standing(AlertStatus.OPEN, said)}).alerts
        assert shown.previous_answer == said

    def test_what_is_answered_but_not_dismissed_stays_in_sight_and_is_not_announced(self) -> None:
        sure = {one.id: Standing(AlertStatus.CONFIRMED, None) for one in MANY}
        shown = presenting.presented(analysis(MANY), sure)
        assert len(shown.alerts) == 20 and shown.metadata["digest"] == {}


class TestKeptAsJson:
    def test_comes_back_as_it_was(self) -> None:
        said = PreviousAnswer(Answer.CONFIRMED, None, moment(DAY + timedelta(days=1)))
        known = [replace(MANY[0], previous_answer=said, rule="duplicate"), MANY[1]]
        kept = analysis(known, beyond=cases.digests(MANY[2:]), beyond_in_question=Decimal("12.5"))
        back = analyses.loaded(analyses.dumped(kept))
        assert (back.alerts, back.beyond, back.beyond_in_question) == (known, kept.beyond, Decimal("12.5"))
        assert presenting.presented(back, {}) == presenting.presented(kept, {})

    def test_what_an_earlier_release_wrote_is_read(self) -> None:
        content: dict[str, Any] = dict(analysis_json.content(analysis(MANY[:1])))
        for key in ("moved", "beyond", "beyond_in_question"):
            del content[key]
        content["alerts"] = [
            {key: one[key] for key in one if key not in ("amount_at_risk", "rule", "is_audit", "previous_answer")}
            for one in content["alerts"]
        ]
        shown = presenting.presented(analysis_json.analysis(content), {})
        assert [one.id for one in shown.alerts] == [MANY[0].id]
        assert shown.risk_score == 0


def analysis(alerts: Sequence[Alert], **known: Any) -> FraudAnalysis:
    """An analysis of the ten bills with these alerts."""
    facts: dict[str, Any] = {"metadata": {"book_revision": 1}, "analyzed_at": moment(DAY), "moved": risk.moved(HELD)}
    return FraudAnalysis(business_id=BUSINESS.id, alerts=alerts, risk_score=0.0, **(facts | known))

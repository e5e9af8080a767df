"""What owners answered, as training and the precision of rules want it.

An answer that came with "always fine" says something about the party, not about the finding, and is no label. Nor is
the answer to an alert that another one spoke for: nobody looked at it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from app.fraud.records import AlertType, AnsweredFinding, RuleAnswers
from app.model_registry.records import Outcome

MOST_OF_ONE = 20
"""More answers than these of one business on one rule count as these: no business speaks for all others."""

IS_LABEL = "status in ('confirmed', 'dismissed') and not is_always and folded_into is null"
OUTCOMES = text(
    f"select id, status, answered_at from fraud_alerts where alert_type = any(cast(:kinds as text[])) and {IS_LABEL}"
    " and answered_at >= :since order by answered_at, id"
)
WEIGHT = "case when is_audit then 1 / show_probability else 1 end"
LABELS = text(
    "select id, business_id, alert_type, coalesce(rule, evidence ->> 'rule', '') as rule,"
    f" coalesce(score, confidence_score) as score, status = 'confirmed' as is_true, {WEIGHT} as weight, answered_at"
    f" from fraud_alerts where {IS_LABEL} and answered_at >= :since order by answered_at, id"
)
BY_RULE = text(
    f"select rule, business_id, count(*) as answers, sum({WEIGHT}) as weight,"
    f" sum(case when status = 'confirmed' then {WEIGHT} else 0 end) as right_weight from fraud_alerts"
    f" where {IS_LABEL} and rule is not null and (cast(:business_id as uuid) is null or business_id = :business_id)"
    " group by rule, business_id"
)


def fetch_outcomes(tx: Connection, since: datetime, kinds: Iterable[AlertType]) -> Iterator[Outcome]:
    """What was answered since then to alerts of these kinds: confirmed is true, dismissed is not."""
    for row in tx.execute(OUTCOMES, {"since": since, "kinds": [kind.value for kind in kinds]}):
        yield Outcome(subject=row.id, is_true=row.status == "confirmed", at=row.answered_at)


def fetch_labels(tx: Connection, since: datetime) -> Iterator[AnsweredFinding]:
    """The answered alerts since then; one that was shown by lot counts for all that were not drawn."""
    for row in tx.execute(LABELS, {"since": since}):
        yield AnsweredFinding(
            alert_id=row.id,
            business_id=row.business_id,
            type=AlertType(row.alert_type),
            rule=row.rule,
            score=float(row.score),
            is_true=row.is_true,
            weight=float(row.weight),
            at=row.answered_at,
        )


def answers_by_rule(tx: Connection, business_id: UUID | None = None) -> Mapping[str, RuleAnswers]:
    """How alerts of each rule were answered, in one business, or in all of them with none outweighing the others."""
    answers: dict[str, int] = defaultdict(int)
    shares: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in tx.execute(BY_RULE, {"business_id": business_id}):
        counted = row.answers if business_id else min(row.answers, MOST_OF_ONE)
        answers[row.rule] += counted
        shares[row.rule].append((float(row.right_weight), float(row.weight) * counted / row.answers))
    return {rule: RuleAnswers(count, _share(shares[rule])) for rule, count in answers.items()}


def _share(found: list[tuple[float, float]]) -> float:
    return sum(right for right, _ in found) / sum(weight for _, weight in found)

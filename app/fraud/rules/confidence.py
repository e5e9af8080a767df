"""From what a rule says to a probability that holds: the chances of findings are put to a scorer of their own.

A rule says how strong its evidence is; how often alerts of that type and rule were right, on generated books and by
the answers of owners, is what `ml_models.alert_confidence` learns. Where no such model serves, the rule's word stands.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.fraud.records import AlertType, Finding, Rule
from ml_models.alert_confidence import columns
from ml_models.contracts import Scorer

TYPES = tuple(kind.value for kind in AlertType)
COLUMNS = columns.columns(TYPES, tuple(rule.value for rule in Rule))
LOG_ODDS = tuple(COLUMNS.index(columns.log_odds_of(kind)) for kind in TYPES)
MOST_CERTAIN = 0.99
"""Only the owner knows for sure."""


def row(finding: Finding) -> tuple[float, ...]:
    """The inputs of one finding, in the order of `COLUMNS`."""
    said = finding.probability if finding.by_rule is None else finding.by_rule
    return columns.row(COLUMNS, finding.type.value, finding.rule.value, said)


def judged(found: Sequence[Finding], score: Scorer) -> list[Finding]:
    """The findings in their order, with their chances as `score` sees them."""
    chances = score([row(one) for one in found]) if found else ()
    return [
        replace(one, probability=min(float(chance), MOST_CERTAIN), by_rule=one.probability)
        for one, chance in zip(found, chances, strict=True)
    ]


def as_said(rows: Sequence[Sequence[float]], /) -> list[float]:
    """The chances that the rules gave, unchanged: the scorer where none was learned."""
    return [columns.chance(sum(row[place] for place in LOG_ODDS)) for row in rows]

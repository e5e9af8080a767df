"""What the answers of owners say about a rule, held back by what was believed of it before."""

from app.fraud.records import RuleAnswers

DEFAULT_COUNTS = 10
"""What was believed before counts as so many answers (a beta prior)."""
LEAST_ANSWERS = 20
"""Fewer answers than these change nothing."""


def precision(answers: RuleAnswers | None, *, default: float) -> float:
    """The chance, 0..1, that an alert of the rule is right: `default`, moved by the answers where there are enough."""
    if answers is None or answers.answers < LEAST_ANSWERS:
        return default
    right = default * DEFAULT_COUNTS + answers.right_share * answers.answers
    return right / (DEFAULT_COUNTS + answers.answers)

"""What the registry is told about reading sentences: how the rules are measured and how the tagger is learned."""

from app.invoices.training.learner import learner
from app.invoices.training.rules_score import evaluator

__all__ = ["evaluator", "learner"]

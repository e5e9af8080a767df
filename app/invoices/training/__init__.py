"""What the registry is told about reading sentences and receipts: how rules are measured and how models are learned."""

from app.invoices.training.confidence import confidence_learner
from app.invoices.training.learner import learner
from app.invoices.training.receipts import learner as receipts_learner
from app.invoices.training.rules_score import evaluator

__all__ = ["confidence_learner", "evaluator", "learner", "receipts_learner"]

"""What the registry is told about GST: how the rules of the check are measured, how codes for wordings are learned."""

from app.compliance.training.learner import learner
from app.compliance.training.rules_score import evaluator

__all__ = ["evaluator", "learner"]

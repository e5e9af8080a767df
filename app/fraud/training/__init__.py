"""What the registry is told about fraud detection: how its rules are measured and how its model is learned."""

from app.fraud.training.learner import learner
from app.fraud.training.rules_score import evaluator

__all__ = ["evaluator", "learner"]

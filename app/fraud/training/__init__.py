"""What the registry is told about fraud detection: how its rules are measured and how its models are learned."""

from app.fraud.training.confidence import confidence_learner
from app.fraud.training.learner import learner
from app.fraud.training.rules_score import evaluator

__all__ = ["confidence_learner", "evaluator", "learner"]

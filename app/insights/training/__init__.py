"""What the registry is told about insights: how their rules are measured and how their model is learned."""

from app.insights.training.cash_score import evaluator
from app.insights.training.learner import learner

__all__ = ["evaluator", "learner"]

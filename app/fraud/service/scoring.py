"""What is asked of the scorer of pairs, and that the hand-written weights answer in its place."""

from collections.abc import Sequence
from functools import partial

from app.books.records import Books
from app.fraud.records import PAIR_MODEL, RULES_VERSION
from app.fraud.rules import duplicates
from app.fraud.rules.duplicates import Judged, weights
from app.model_registry.service.serving.scoring import Question
from ml_models.fraud.columns import COLUMNS


def question(books: Books) -> Question[Sequence[Judged]]:
    """How likely the two documents of each pair are one."""
    return Question(
        name=PAIR_MODEL,
        features=COLUMNS,
        ask=partial(duplicates.judged, duplicates.pairs(books)),
        rules_version=RULES_VERSION,
        rules=weights.chances,
        instead="the fixed rules compared the documents",
    )

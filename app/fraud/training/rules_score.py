"""How often the alerts are right on generated books, in which every trouble was planted and noted."""

import time

from app import simulate
from app.books.importer import preview
from app.fraud import rules
from app.fraud.records import MODEL_NAME, RULES_VERSION
from app.fraud.rules import judging
from app.fraud.rules.judging import Measure
from app.fraud.training.generated import ENDS_ON, MONTHS
from app.model_registry.records import Evaluator, Score

PROFILES = (simulate.ELECTRICALS, simulate.TEXTILES)


def evaluator() -> Evaluator:
    """How the registry measures these rules."""
    return Evaluator(model_name=MODEL_NAME, model_type="rules", model_version=RULES_VERSION, score=_score)


def _score(seed: int) -> Score:
    found, documents, seconds = Measure(0, 0, 0), 0, 0.0
    for profile in PROFILES:
        world = simulate.generate(profile, seed=seed, until=ENDS_ON, months=MONTHS)
        labels = judging.labels_in(world)
        for books in preview.books_in(world):
            began = time.perf_counter()
            findings = rules.findings(books)
            seconds += time.perf_counter() - began
            documents += len(books.documents)
            found += judging.measured(findings, labels)
    return Score(
        accuracy=found.f1,
        cases=found.labels,
        measure="F1 over troubles planted in generated books, at the confidence from which the app shows alerts",
        took_ms=seconds * 1000 / max(documents, 1),
    )

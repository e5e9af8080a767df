"""What one sentence costs until it is a draft: grammar, and the shipped tagger where the grammar doubts."""

import time

from app.invoices.service.offline import sentences as offline
from app.invoices.training import drafts
from app.simulate import sentences

SEED, CASES = 5, 600


def p95_ms() -> float:
    """Milliseconds that 95 of 100 generated sentences stay below, with the tagger opened before."""
    cases = [case.text for case in sentences.written(SEED, CASES, sentences.Share.UNSEEN)]
    offline.read(cases[0], on=drafts.ON)
    took = sorted(map(_ms, cases))
    return took[int(len(took) * 0.95)]


def _ms(text: str) -> float:
    began = time.perf_counter()
    offline.read(text, on=drafts.ON)
    return (time.perf_counter() - began) * 1000

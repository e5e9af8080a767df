"""Small real taggers, fitted in a second on the very sentences that a test asks about."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Engine

from app.invoices import training
from app.invoices.records import TAGGER, Span
from app.model_registry.records import ModelVersion
from app.runtime.runtime import Runtime
from ml_models import bundle, formats, predicting
from ml_models.contracts import Bundle, Kind, Task
from ml_models.invoice_ner import train
from ml_models.invoice_ner.records import Examples, Labelled
from tests.model_registry import tiny

SHIPPED = "4 ltr dahi ek ka 350 gaya hai ambika llp ke paas"
SHIPPED_PARTS = (
    ("4", "QUANTITY"),
    ("ltr", "UNIT"),
    ("dahi", "ITEM"),
    ("350", "PRICE"),
    ("ambika llp", "CUSTOMER"),
)
SMALL = {"width": 16, "depth": 1, "rows": 100, "hidden": 16, "epochs": 60, "dropout": 0.0, "rate": 0.02}


@cache
def bundled() -> Bundle:
    """A tagger that knows one sentence, as it travels."""
    taught = Labelled(SHIPPED, spans(SHIPPED, SHIPPED_PARTS))
    content = formats.dump(Kind.SPACY, train.fit(Examples([taught] * 4), SMALL, 1))
    model: Any = formats.load(Kind.SPACY, content)
    return bundle.bundled(
        content,
        name=TAGGER,
        kind=Kind.SPACY,
        task=Task.TAGGING,
        frameworks=formats.frameworks(Kind.SPACY),
        features=training.learner().features,
        smoke=predicting.smoke_for(Task.TAGGING, model, [SHIPPED]),
        created_at=tiny.NOW,
    )


def model() -> Any:
    """The same in memory."""
    return formats.load(Kind.SPACY, bundled().content)


@contextmanager
def serving_one(rt: Runtime, engine: Engine) -> Iterator[ModelVersion]:
    """The tagger in production; afterwards none serves, so that other tests find it so."""
    with tiny.in_production(rt, engine) as promote:
        yield promote(bundled())


def spans(text: str, parts: Sequence[tuple[str, str]]) -> tuple[Span, ...]:
    """The first place of each part, in order."""
    return tuple(sorted((text.index(word), text.index(word) + len(word), label) for word, label in parts))

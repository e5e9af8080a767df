"""How good a tagger is: on generated sentences whose templates and names nobody trained on, and on corrected ones."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.invoices.training import behaviours, drafts
from app.invoices.training.sentences import labelled
from app.model_registry.records import Observed
from app.simulate import sentences
from ml_models.evaluation import tagging
from ml_models.evaluation.records import Evaluation
from ml_models.invoice_ner import estimator
from ml_models.invoice_ner.records import Labelled

SEED = 7
"""Of the sentences that judge: always the same, whatever seed a training has."""

CASES = 600


def evaluation(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
    """Everything about the tagger but its cost, and what the drafts gain by it."""
    generated = sentences.written(SEED, CASES, sentences.Share.UNSEEN)
    found = tagging.evaluated(
        lambda texts: estimator.tagged(model, texts),
        cases(generated, observed),
        seed=seed,
        behaviours=behaviours.checks(),
    )
    tags = estimator.tagged(model, [one.text for one in generated])
    return replace(found, metrics=(*found.metrics, *drafts.metrics(generated, tags, seed=seed)))


def cases(generated: Sequence[sentences.Sentence], observed: Sequence[Observed]) -> tagging.Cases:
    """What it is judged on, by language and apart for what people corrected."""
    people = labelled(observed)
    everything = [*(Labelled(one.text, one.spans) for one in generated), *people]
    names = [one.language.value for one in generated] + ["people"] * len(people)
    return tagging.Cases(
        sentences=[one.text for one in everything],
        truth=[one.spans for one in everything],
        slices={name: [each == name for each in names] for name in sorted(set(names))},
    )

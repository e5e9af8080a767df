"""Sentences for the tagger: generated ones, and those of people whose every part was found in them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from app.invoices.rules.sentences import lexicon, numerals
from app.model_registry.records import Observed
from app.simulate import sentences
from ml_models.invoice_ner.records import LABELS, Examples, Labelled

GENERATED = 10_000
_SPAN, _MEASURE = "span", "measure"
_OWN = frozenset({"ka", "ke", "ki", "का", "के", "की", "do", "ek", "se", "ne", "me", "to", "for", "of", "on", "by"})
_NAMES_TOO = frozenset({"das", "dus", "char", "nau", "one", "two", "six", "ten", "bees", "tees", "saat", "gram"})
"""Words so common that each is learned by itself; and those that are names or goods as well."""


def examples(observed: Sequence[Observed], seed: int) -> Examples:
    """What a training with this seed learns from."""
    written = sentences.written(seed, GENERATED, sentences.Share.KNOWN)
    return Examples([Labelled(one.text, one.spans) for one in written], labelled(observed), norms=norms())


def norms() -> dict[str, str]:
    """What each word of the grammar's lexicon stands for: a unit, a way to pay, a word for a price."""
    found = {word: f"kind:{kind}" for word, kind in lexicon.KINDS.items()}
    found |= {
        word: f"unit:{_SPAN if unit in lexicon.SPANS_IN_DAYS else _MEASURE}" for word, unit in lexicon.UNITS.items()
    }
    found |= dict.fromkeys(lexicon.PAYMENT_MODES, "mode")
    found |= dict.fromkeys(numerals.VALUES.keys() | numerals.MIXED.keys(), "number")
    found |= dict.fromkeys(numerals.SCALES, "scale") | dict.fromkeys(numerals.FRACTIONS, "fraction")
    return {word: norm for word, norm in found.items() if word not in _OWN | _NAMES_TOO}


def labelled(observed: Iterable[Observed]) -> tuple[Labelled, ...]:
    """The observed sentences whose outcome is spans that fit them; whether an answer was right teaches no span."""
    found = (_labelled(one.inputs, one.outcome) for one in observed)
    return tuple(one for one in found if one is not None)


def _labelled(text: Any, spans: Any) -> Labelled | None:
    if not isinstance(text, str) or not isinstance(spans, list) or not spans:
        return None
    found = sorted((int(start), int(end), str(label)) for start, end, label in spans)
    is_apart = all(first[1] <= second[0] for first, second in pairwise(found))
    is_within = all(0 <= start < end <= len(text) and label in LABELS for start, end, label in found)
    return Labelled(text, tuple(found)) if is_apart and is_within else None

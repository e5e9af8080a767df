"""What a training says while it works, and why it does not begin or comes to no end."""

from collections.abc import Mapping
from typing import Any

from app.model_registry.records import ModelVersion
from app.model_registry.records.training import Labels, Searched, Training

BY_POLICY = "It passed every gate, and this model goes live by itself when it does."


def labels(known: Labels) -> str:
    """`412 labels may be learned from, 120 of them new; ...`."""
    said = f"{len(known.taught)} labels may be learned from, {known.new} of them new; {len(known.judging)} only judge"
    return f"{said}; {known.leaked} left out, since their outcome was known already" if known.leaked else said


def not_enough(name: str, known: Labels, least: int) -> str:
    """Why it does not begin."""
    return (
        f"{known.new} new labels for {name} may be learned from since its last training; {least} are needed. "
        "Labels younger than four weeks and those of some businesses only judge."
    )


def examples(training: Training) -> str:
    """What it learns from, by its fingerprint."""
    return f"the examples are made from seed {training.seed}: {training.fingerprint[:12]}"


def chosen(searched: Searched) -> str:
    """Which parameters won."""
    best = max(searched.scores, default=0.0)
    return f"chosen: {parameters(searched.parameters)}, mean score {best:.4f} of {len(searched.scores)} candidates"


def parameters(values: Mapping[str, Any]) -> str:
    """`depth 3, rate 0.1`, or that there is nothing to set."""
    return ", ".join(f"{name} {value}" for name, value in sorted(values.items())) or "the only parameters"


def registered(version: ModelVersion) -> str:
    """How the new version is called."""
    return f"{version.label} is a candidate, its validation has been asked for"


def same_file(version: ModelVersion) -> str:
    """The training found nothing new."""
    return f"the training made the file of {version.label} again: nothing new was learned"


def part_failed(number: int, of: int, said: str | None) -> str:
    """Which part of the search broke the training."""
    return f"Part {number} of {of} of the training could not be worked out: {said or 'no reason was given'}"


def other_examples(name: str) -> str:
    """The labels are not those of the training that asked."""
    return f"The labels of {name} changed while it was being trained. Please start the training again."


def no_score(candidate: Mapping[str, Any]) -> str:
    """A learner scored a part with something that is no number."""
    return f"With {parameters(candidate)} the training came to no score that can be compared."

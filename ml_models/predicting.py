"""How a loaded model is asked, by its task, and how it shows that it is the model its manifest describes."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ml_models.contracts import Kind, Manifest, RefusedModel, Smoke, Task

BROKEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError, Warning)
"""What libraries raise when the parts of a model do not fit together, or the input does not fit the model."""
METHODS: Mapping[Task, str] = {Task.BINARY: "predict_proba", Task.TAGGING: "pipe", Task.RANKING: "rank"}
"""What a model must have to be asked."""

TOO_MUCH_MEMORY = "The model asks for more memory to answer than there is for it."


def predicted(task: Task, model: Any, inputs: Sequence[Any]) -> list[Any]:
    """Answers in the order of `inputs`: chances 0..1 (binary), or lists: of `(start, end, label)` (tagging), of
    `(label, chance)` with the likeliest first (ranking).

    Raises `RefusedModel` when an answer is none: not finite, outside 0..1, too few or of another shape.
    """
    answers = _ASK[task](model, inputs)
    if len(answers) != len(inputs):
        raise RefusedModel("bad_answers", f"The model answered {len(answers)} of {len(inputs)} inputs.")
    return answers


def smoke(model: Any, manifest: Manifest) -> None:
    """Return when the model answers the manifest's inputs as it did when it was made. Raises `RefusedModel`."""
    if not manifest.smoke.outputs:
        raise RefusedModel("no_smoke", "Nobody has worked out yet what this model answers: it must be validated first.")
    answers = predicted(manifest.task, model, manifest.smoke.inputs)
    for number, (answer, expected) in enumerate(zip(answers, manifest.smoke.outputs, strict=True), start=1):
        if not _agree(answer, expected, manifest.smoke.tolerance):
            raise RefusedModel(
                "smoke_differs",
                f"Loaded here, the model answers test input {number} with {answer!r} and not {expected!r}. "
                "It was made with other library versions or its manifest is not its own.",
            )


def smoke_for(task: Task, model: Any, inputs: Sequence[Any], tolerance: float = 1e-6) -> Smoke:
    """The smoke test to keep in the manifest of a model just made. Raises `RefusedModel` as `predicted` does."""
    return Smoke(inputs=inputs, outputs=predicted(task, model, inputs), tolerance=tolerance)


def checked(kind: Kind, task: Task, features: Sequence[str], model: Any) -> None:
    """Return when the model takes these inputs in this order and can be asked by `task`. Raises `RefusedModel`."""
    asked = METHODS[task]
    if not callable(getattr(model, asked, None)):
        raise RefusedModel(
            "wrong_task", f"The file ({kind}) holds no model that can do this task: it has no {asked!r}."
        )
    names = getattr(model, "feature_names_in_", None)
    if names is not None and features and [str(name) for name in names] != list(features):
        raise RefusedModel(
            "other_features", f"The model was trained on other inputs: {_first_difference(names, features)}."
        )
    count = getattr(model, "n_features_in_", None)
    if count is not None and features and int(count) != len(features):
        raise RefusedModel("other_features", f"The model takes {count} inputs; this version has {len(features)}.")


def _chances(model: Any, inputs: Sequence[Any]) -> list[Any]:
    import numpy as np

    try:
        rows = list(inputs) if len(inputs) and isinstance(inputs[0], str) else np.asarray(inputs, dtype=np.float64)
        table = np.asarray(model.predict_proba(rows), dtype=np.float64)
    except MemoryError as much:
        raise RefusedModel("too_much_memory", TOO_MUCH_MEMORY) from much
    except BROKEN as wrong:
        raise RefusedModel("bad_answers", "The model cannot be asked with rows of these inputs.") from wrong
    if table.ndim != 2 or table.shape[1] != 2:
        raise RefusedModel(
            "bad_answers", f"The model answers in the shape {table.shape}; two chances a row are needed."
        )
    chances = [float(chance) for chance in table[:, 1]]
    if not all(math.isfinite(chance) and 0 <= chance <= 1 for chance in chances):
        raise RefusedModel(
            "bad_answers", "The model answers with something that is no chance between 0 and 1 (or no number)."
        )
    return chances


def _spans(model: Any, inputs: Sequence[Any]) -> list[Any]:
    try:
        return [[(span.start_char, span.end_char, span.label_) for span in doc.ents] for doc in model.pipe(inputs)]
    except MemoryError as much:
        raise RefusedModel("too_much_memory", TOO_MUCH_MEMORY) from much
    except BROKEN as wrong:
        raise RefusedModel("bad_answers", "The pipeline cannot be asked with these sentences.") from wrong


def _ranks(model: Any, inputs: Sequence[Any]) -> list[Any]:
    try:
        found = [[(str(label), float(chance)) for label, chance in said] for said in model.rank(list(inputs))]
    except MemoryError as much:
        raise RefusedModel("too_much_memory", TOO_MUCH_MEMORY) from much
    except BROKEN as wrong:
        raise RefusedModel("bad_answers", "The model cannot be asked with these texts.") from wrong
    chances = [[chance for _, chance in said] for said in found]
    is_sound = all(math.isfinite(chance) and 0 <= chance <= 1 for said in chances for chance in said)
    if not is_sound or any(said != sorted(said, reverse=True) for said in chances):
        raise RefusedModel("bad_answers", "The model's labels do not come with chances from 0 to 1, likeliest first.")
    return found


_ASK: Mapping[Task, Callable[[Any, Sequence[Any]], list[Any]]] = {
    Task.BINARY: _chances,
    Task.TAGGING: _spans,
    Task.RANKING: _ranks,
}


def _agree(answer: Any, expected: Any, tolerance: float) -> bool:
    if isinstance(answer, float):
        return isinstance(expected, int | float) and abs(answer - expected) <= tolerance
    if isinstance(answer, list | tuple):
        parts = zip(answer, expected, strict=False)
        return len(answer) == len(expected) and all(_agree(one, other, tolerance) for one, other in parts)
    return bool(answer == expected)


def _first_difference(names: Sequence[Any], features: Sequence[str]) -> str:
    for place, (found, wanted) in enumerate(zip(names, features, strict=False), start=1):
        if found != wanted:
            return f"its input {place} is {str(found)!r}, here it is {wanted!r}"
    return f"it takes {len(names)}, here there are {len(features)}"

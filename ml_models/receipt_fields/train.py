"""Fits the model; the same examples, parameters and seed give the same answers.

Two stages. Linear weights over hashed looks say of each line whether it belongs to the name or the address, and of each
amount and day by the words around it whether it is the one; memories keep hashes of what was right. Trees then weigh
whole candidates: what the rules saw of them, what the first stage says, what is remembered. The trees learn from what a
first stage says of receipts that it has not learned from, in random parts, where two thirds of the shops are known, as
among customers of one town.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from ml_models.receipt_fields import continuing, estimator, linear, memory, weighing
from ml_models.receipt_fields.columns import SPANS
from ml_models.receipt_fields.estimator import VALUES, ReceiptFields
from ml_models.receipt_fields.examples import Examples
from ml_models.receipt_fields.line_truth import line_truth
from ml_models.receipt_fields.records import FIELDS, Field, Labelled

Array = Any
PARTS, FORESTS = 6, 2
STRENGTH_OF_LINES, STRENGTH_OF_VALUES = 30.0, 10.0
"""Inverse of the regularisation of the first stage."""


def fit(examples: Examples, parameters: Mapping[str, Any], seed: int) -> ReceiptFields:
    """A model of these receipts; from `examples.before` where that is given.

    parameters : `trees` in each of the forests of names and addresses
    Raises `ValueError` where a field has no right candidate at all, or no wrong one.
    """
    if examples.before is not None:
        return continuing.continued(examples.before, examples.receipts)
    with threadpool_limits(1):  # threads that wait for each other on a busy machine take minutes for seconds
        tables = _tables(examples.receipts, _drawn(examples.receipts, seed))
        of_field = {field: [one for one in tables if one[0] == field] for field in FIELDS}
        rankers = {field: _rankers(field, own, parameters, seed) for field, own in of_field.items()}
        certainty = np.array([_certainty(field, of_field[field], parameters, seed) for field in FIELDS])
        weights, trees = ({field: one[at] for field, one in rankers.items()} for at in (0, 1))
        return first_stage(examples.receipts).with_rankers(weights, trees, certainty)


def fold_score(examples: Examples, parameters: Mapping[str, Any], fold: int, seed: int, folds: int = 3) -> float:
    """Share of fields whose likeliest candidate is right on receipts of a random third, after the others were learned.

    Two thirds of them are of shops that were learned. 0 where nothing is compared, since the rankers stay.
    """
    if examples.before is not None:
        return 0.0
    part_of = _drawn(examples.receipts, seed, folds)
    shown = tuple(one for one, part in zip(examples.receipts, part_of, strict=True) if part != fold)
    model = fit(Examples(shown), parameters, seed)
    hidden = [one for one, part in zip(examples.receipts, part_of, strict=True) if part == fold]
    return float(np.mean([hit for one in hidden for hit in hits(model, one)]))


def hits(model: ReceiptFields, one: Labelled) -> list[bool]:
    """Of each field that is labelled, whether the likeliest candidate is right."""
    chances = model.chances(one.evidence)
    return [int(np.argmax(chances[field])) in one.right[field] for field in FIELDS if one.right.get(field)]


Table = tuple[Field, Array, Array, int]
"""A field, the rows of one receipt's candidates, which are right, and the part of the receipt."""


def first_stage(receipts: Sequence[Labelled]) -> ReceiptFields:
    """A model without rankers."""
    lines = linear.table([line for one in receipts for line in one.evidence.lines])
    truth = np.vstack([line_truth(one) for one in receipts])
    heads = [linear.weights(lines, column, STRENGTH_OF_LINES) for column in truth.T]
    values = [_of_values(receipts, field) for field in VALUES]
    memories = {field: memory.remembered(receipts, field) for field in SPANS}
    return ReceiptFields().with_lines(np.array(heads), np.array(values), memories)


def _of_values(receipts: Sequence[Labelled], field: Field) -> Array:
    labelled = [one for one in receipts if one.right.get(field)]
    rows = linear.table([candidate.ids for one in labelled for candidate in one.evidence.candidates[field]])
    return linear.weights(rows, np.concatenate([_truth(one, field) for one in labelled]), STRENGTH_OF_VALUES)


def _truth(one: Labelled, field: Field) -> Array:
    return np.array([place in one.right[field] for place in range(len(one.evidence.candidates[field]))])


def _drawn(receipts: Sequence[Labelled], seed: int, parts_in_all: int = PARTS) -> list[int]:
    """A part for each receipt at random; copies of one share theirs."""
    chance = random.Random(seed)  # noqa: S311 - divides examples, no secret
    parts: dict[str, int] = {}
    return [parts.setdefault(one.name, chance.randrange(parts_in_all)) for one in receipts]


def _tables(receipts: Sequence[Labelled], parts: Sequence[int]) -> list[Table]:
    """What a first stage of the other parts says of each receipt."""
    found: list[Table] = []
    for part in sorted(set(parts)):
        stage = first_stage([one for one, own in zip(receipts, parts, strict=True) if own != part])
        found.extend(
            _table(stage, one, field, part)
            for one, own in zip(receipts, parts, strict=True)
            for field in FIELDS
            if own == part and one.right.get(field)
        )
    return found


def _table(stage: ReceiptFields, one: Labelled, field: Field, part: int) -> Table:
    places, rows = stage.rows(one.evidence, field)
    return field, rows, _truth(one, field)[places], part


def _rankers(field: Field, own: Sequence[Table], parameters: Mapping[str, Any], seed: int) -> tuple[Array, list[Any]]:
    """The linear ranker of a field and, for names and addresses, its forests."""
    rows, truth = np.vstack([one[1] for one in own]), np.concatenate([one[2] for one in own])
    forests = [_trees(parameters, seed + at).fit(rows, truth) for at in range(FORESTS)] if field in SPANS else []
    return weighing.learned(rows, truth), forests


def _trees(parameters: Mapping[str, Any], seed: int) -> Any:
    """Small trees, each of which sees a third of the columns: so two forests differ, and their mean is steadier."""
    return HistGradientBoostingClassifier(
        max_iter=parameters["trees"],
        learning_rate=0.08,
        max_leaf_nodes=8,
        min_samples_leaf=20,
        l2_regularization=1.0,
        max_features=0.3,
        early_stopping=False,
        random_state=seed,
    )


def _certainty(field: Field, own: Sequence[Table], parameters: Mapping[str, Any], seed: int) -> Array:
    """Weights of a logistic regression from the standing of the best candidate to whether it is right, (3,).

    Learned from rankers that had not seen the receipt.
    """
    seen, right = [], []
    for half in range(2):
        weights, trees = _rankers(field, [one for one in own if one[3] % 2 != half], parameters, seed)
        for _, rows, truth, _ in (one for one in own if one[3] % 2 == half):
            raw = estimator.ranked(rows, weights, trees)
            best, rest = estimator.standing(raw)
            seen.append((best, best - rest))
            right.append(bool(truth[int(raw.argmax())]))
    if len(set(right)) < 2:
        return np.array([0.0, 1.0, 0.0])
    learned = LogisticRegression(C=1.0, max_iter=500).fit(np.array(seen), right)
    return np.array([learned.intercept_[0], *learned.coef_[0]])

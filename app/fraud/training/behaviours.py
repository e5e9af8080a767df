"""What any scorer of pairs must do, whatever it learned from: the checks that go with every evaluation."""

from collections.abc import Sequence

import numpy as np

from app.fraud.rules import duplicates
from app.fraud.rules.duplicates import likeness, pair_features
from app.fraud.rules.duplicates.shelf import Shelf
from app.fraud.training import generated, pairs
from ml_models.evaluation import behaviour
from ml_models.evaluation.arrays import FloatArray
from ml_models.evaluation.behaviour import Check
from ml_models.fraud.columns import PLACES, row

MOST_ROWS = 500

PLAIN_TWICE = tuple(
    row("party_same", "amount_equal", "date_same", f"bill_number_{number}", f"goods_{items}", "is_odd_amount", *more)
    for number in ("same", "lookalike")
    for items in ("same_many", "unknown")
    for more in ((), ("bill_order_same",), ("is_by_another",))
)
PLAIN_TWO = tuple(
    row("party_same", "amount_equal", f"date_{day}", f"bill_number_{number}", "goods_same_one", *more)
    for number in ("series", "different")
    for day in ("weeks", "far")
    for more in (("bill_order_differs",), ("are_parts",), ("is_taken_back",))
)


def checks(inputs: FloatArray) -> Sequence[Check]:
    """The checks, on plain cases and on some of the pairs that are judged."""
    some = inputs[:: max(len(inputs) // MOST_ROWS, 1)]
    often = _without(some, "times_so_close")
    return (
        behaviour.order_of_rows(some),
        behaviour.invariant("swapped", "Exchanging the two documents changes nothing.", *_swapped()),
        behaviour.plain("same", "Same number, amount and day: likely one document.", PLAIN_TWICE, at_least=0.9),
        behaviour.plain("honest", "Other orders, instalments, credit notes: not likely one.", PLAIN_TWO, at_most=0.3),
        _lowers("noted", "A credit note in between lowers the chance.", some, "is_taken_back"),
        _lowers("instalment", "Instalments that say so lower the chance.", some, "are_parts"),
        _lowers("other_order", "Another order number lowers the chance.", _without(some, "bill_order_same"),
                "bill_order_differs"),
        _lowers("often", "An amount billed again as soon lowers the chance.", often, "times_so_close"),
    )  # fmt: skip


def _lowers(name: str, sentence: str, inputs: FloatArray, column: str) -> Check:
    plain = _without(inputs, column)
    marked = plain.copy()
    marked[:, PLACES[column]] = 1.0
    return behaviour.rising(name, sentence, marked, plain)


def _without(inputs: FloatArray, column: str) -> FloatArray:
    changed = np.array(inputs)
    changed[:, PLACES[column]] = 0.0
    return changed


def _swapped() -> tuple[list[pair_features.Row], list[pair_features.Row]]:
    """The pairs of one business, and the same with the documents the other way round."""
    books = generated.business(2, pairs.JUDGING_SEEDS + 2, of_each=pairs.OF_EACH).planted.books
    shelves = {shelf.kind: shelf for shelf in Shelf.both(books)}
    found = duplicates.pairs(books)
    return [pair.row for pair in found], [_turned(shelves[pair.kind], pair) for pair in found]


def _turned(shelf: Shelf, pair: duplicates.Pair) -> pair_features.Row:
    alike = likeness.of(shelf, shelf.desk.entry(pair.other), shelf.desk.entry(pair.one))
    return pair_features.row(pair.kind, alike)

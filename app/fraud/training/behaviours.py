"""What any scorer of pairs must do, whatever it learned from: the checks that go with every evaluation."""

from collections.abc import Sequence

import numpy as np

from app.books.records import DocumentKind
from app.fraud.rules import duplicates, identity
from app.fraud.rules.duplicates import candidates, likeness, pair_features
from app.fraud.training import pairs
from ml_models.evaluation import behaviour
from ml_models.evaluation.arrays import FloatArray
from ml_models.evaluation.behaviour import Check
from ml_models.fraud.columns import PLACES, row

MOST_ROWS = 500

PLAIN_TWICE = tuple(
    row("party_same", "amount_equal", "date_same", f"bill_number_{number}", f"items_{items}", "is_odd_amount", *more)
    for number in ("same", "lookalike")
    for items in ("same_many", "unknown")
    for more in ((), ("bill_reference_same",), ("entered_by_differs",))
)
PLAIN_TWO = tuple(
    row("party_same", "amount_equal", f"date_{day}", f"bill_number_{number}", "items_same_one", *more)
    for number in ("series", "different")
    for day in ("weeks", "far")
    for more in (("bill_reference_differs",), ("is_instalment",), ("is_noted",))
)


def checks(inputs: FloatArray) -> Sequence[Check]:
    """The checks, on plain cases and on some of the pairs that are judged."""
    some = inputs[:: max(len(inputs) // MOST_ROWS, 1)]
    often = _without(some, "times_billed")
    return (
        behaviour.order_of_rows(some),
        behaviour.invariant("swapped", "Exchanging the two documents changes nothing.", *_swapped()),
        behaviour.plain("same", "Same number, amount and day: likely one document.", PLAIN_TWICE, at_least=0.9),
        behaviour.plain("honest", "Other orders, instalments, credit notes: not likely one.", PLAIN_TWO, at_most=0.3),
        _lowers("noted", "A credit note in between lowers the chance.", some, "is_noted"),
        _lowers("instalment", "Instalments that say so lower the chance.", some, "is_instalment"),
        _lowers("other_order", "Another order number lowers the chance.", _without(some, "bill_reference_same"),
                "bill_reference_differs"),
        _lowers("often", "An amount billed again and again lowers the chance.", often, "times_billed"),
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
    books = pairs.books(place=2, seed=pairs.JUDGING_SEEDS + 2)
    firms = identity.firms(books.parties)
    shelves = {kind: candidates.Shelf(books=books, kind=kind, firm_by_party=firms) for kind in DocumentKind}
    found = duplicates.pairs(books)
    turned = [likeness.of(shelves[pair.kind], pair.other, pair.one) for pair in found]
    return [pair.row for pair in found], [
        pair_features.row(pair.kind, alike) for pair, alike in zip(found, turned, strict=True)
    ]

"""How often each field of a reading is right on generated sentences: what `rules/sentences/sureness.py` holds.

    python -m scripts.eval_invoices.sureness

Reads the sentences that judge the tagger (templates, names and goods that it never learned) with the shipped tagger's
help, as the service does, and prints the share of right values by field, apart for readings with and without a doubt.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from app.invoices.records import Said
from app.invoices.rules.sentences import assemble, customers, sureness
from app.invoices.service.offline import sentences as offline
from app.invoices.training import drafts
from app.simulate import sentences
from app.simulate.sentences import Meant

SEED, CASES = 11, 1500


def main() -> None:
    """Prints both tables."""
    right: Counter[tuple[bool, str]] = Counter()
    asked: Counter[tuple[bool, str]] = Counter()
    for share in sentences.Share:
        for case in sentences.written(SEED, CASES // 2, share):
            if case.meant is not None:
                _count(offline.read(case.text, on=drafts.ON).said, case.meant, right, asked)
    for is_doubted in (False, True):
        names = sorted(name for doubted, name in asked if doubted == is_doubted)
        shares = {name: round(right[is_doubted, name] / asked[is_doubted, name], 2) for name in names}
        print("DOUBTED" if is_doubted else "CLEAR", shares, {name: asked[is_doubted, name] for name in names})


def _count(said: Said, meant: Meant, right: Counter[tuple[bool, str]], asked: Counter[tuple[bool, str]]) -> None:
    for path, is_right in _judged(said, meant):
        key = bool(said.doubts), sureness.field(path)
        asked[key] += 1
        right[key] += is_right


def _judged(said: Said, meant: Meant) -> Iterator[tuple[str, bool]]:
    """Each value that has a place in the sentence and a truth to compare with, and whether it is right."""
    beside: dict[str, tuple[Any, Any]] = {
        "customer_name": (customers.key(said.customer_name or ""), customers.key(meant.customer)),
        "discount": (said.discount and (said.discount.kind, said.discount.value), meant.discount),
        "payment_mode": (said.payment_mode, meant.payment_mode),
        "due_in_days": (said.due_in_days, meant.due_in_days),
        "gst_rate": (said.gst_rate_percent, meant.gst_rate),
    }
    for place in said.places:
        if place.path in beside:
            found, truth = beside[place.path]
            yield place.path, found == truth
        elif place.path.startswith("items."):
            yield place.path, _is_right_in_line(place.path, said, meant)


def _is_right_in_line(path: str, said: Said, meant: Meant) -> bool:
    _, number, name = path.split(".")
    if len(said.items) != len(meant.items):
        return False
    found, truth = said.items[int(number)], meant.items[int(number)]
    values = {
        "description": (customers.key(found.description), customers.key(truth.description)),
        "quantity": (found.quantity, truth.quantity),
        "unit": (found.unit, truth.unit),
        "unit_price": (assemble.unit_price(found), truth.price),
        "gst_rate": (found.gst_rate_percent, truth.gst_rate),
    }
    return bool(values[name][0] == values[name][1])


if __name__ == "__main__":
    main()

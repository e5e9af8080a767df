"""How often a sentence becomes the right invoice: sentences made from invoices whose every figure is known."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.invoices import service
from app.invoices.rules import VERSION
from app.model_registry.records import Evaluator, Score
from app.simulate.names import FIRST, LINES
from app.values import money

ON = date(2026, 4, 10)
SENTENCES = 120
RATES = (5, 12, 18, 28)
GOODS = (
    ("bags", "cement"),
    ("kg", "sugar"),
    ("boxes", "tiles"),
    ("pieces", "steel pipes"),
    ("litres", "paint"),
    ("rolls", "copper wire"),
)
OPENINGS = (
    "Create invoice for {name}, {items}{tax}",
    "Invoice {name} for {items}{tax}",
    "bill to {name}: {items}{tax}",
    "{name} ko {items} ka bill banao{tax}",
    "{name} ke liye invoice banao, {items}{tax}",
)
LINES_SAID = (
    "{quantity} {unit} {goods} at {price} each",
    "{quantity} {unit} {goods} @ Rs {price}",
    "{quantity} {unit} {goods} ₹{price} per unit",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An invoice, and the sentence that asks for it."""

    text: str
    name: str
    lines: Sequence[tuple[Decimal, Decimal]]
    rate_percent: Decimal


def evaluator() -> Evaluator:
    """How the registry measures the reading of sentences."""
    return Evaluator(model_name=service.MODEL_NAME, model_type="rules", model_version=VERSION, score=_score)


def _score(seed: int) -> Score:
    draw = random.Random(seed)  # noqa: S311 - invented invoices, no secrets
    wanted = [_wanted(draw) for _ in range(SENTENCES)]
    began = time.perf_counter()
    right = sum(_is_right(one) for one in wanted)
    return Score(
        accuracy=right / SENTENCES,
        cases=SENTENCES,
        measure="share of generated sentences whose draft has the customer, every line and the total right",
        took_ms=(time.perf_counter() - began) * 1000 / SENTENCES,
    )


def _wanted(draw: random.Random) -> Wanted:
    name = f"{draw.choice(FIRST)} {draw.choice(LINES)}"
    chosen = [(goods, draw.randint(1, 60), draw.randint(5, 4000)) for goods in draw.sample(GOODS, draw.randint(1, 3))]
    said = draw.choice(LINES_SAID)
    items = ", ".join(
        said.format(quantity=quantity, unit=unit, goods=goods, price=price) for (unit, goods), quantity, price in chosen
    )
    rate = draw.choice((0, *RATES))
    text = draw.choice(OPENINGS).format(name=name, items=items, tax=f", {rate}% GST" if rate else "")
    return Wanted(text, name, [(Decimal(quantity), Decimal(price)) for _, quantity, price in chosen], Decimal(rate))


def _is_right(wanted: Wanted) -> bool:
    draft = service.drafted(wanted.text, (), on=ON).draft
    if draft is None:
        return False
    before_tax = sum((quantity * price for quantity, price in wanted.lines), Decimal(0))
    total = money.rounded(before_tax + before_tax * wanted.rate_percent / 100)
    lines = [(line.quantity, line.unit_price) for line in draft.items]
    return (draft.customer_name, lines, draft.total_amount) == (wanted.name, list(wanted.lines), total)

"""How often the rules draw up the very draft that was meant, on sentences put together from parts whose truth is known.

The parts are ours, so this measures the grammar and not the spread of what people say; the card of a learned tagger
will need sentences of real users.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.invoices.records import Said, Status
from app.invoices.rules import VERSION
from app.invoices.rules.sentences import customers, sentence
from app.model_registry.records import Evaluator, Score

ON = date(2026, 4, 10)
CASES = 400

NAMES = ("Sharma Traders", "Gokul Stores", "Mehta & Sons", "Anita", "ravi kumar", "Blue Star Motors", "Das Brothers")
HINDI_NAMES = ("मोहन", "सीता ट्रेडर्स", "गुप्ता स्टोर")
GOODS = (
    ("cement", "bori", "bag"),
    ("sugar", "kg", "kg"),
    ("oil", "litre", "l"),
    ("soap", "pcs", "pcs"),
    ("chairs", "", ""),
)
HINDI_GOODS = (("चावल", "किलो", "kg"), ("सीमेंट", "बोरी", "bag"), ("दूध", "लीटर", "l"))
SPOKEN = {Decimal(10): "das", Decimal(150): "dedh sau", Decimal(250): "dhai sau", Decimal(2000): "2k"}


@dataclass(frozen=True, slots=True)
class Meant:
    """What a sentence was made from."""

    name: str
    goods: str
    unit_word: str
    unit: str
    quantity: Decimal
    price: Decimal
    rate: Decimal | None


ENGLISH: tuple[Callable[[Meant], str], ...] = (
    lambda m: f"Create invoice for {m.name}, {m.quantity} {m.unit_word} {m.goods} at {m.price} each",
    lambda m: f"Bill to {m.name}: {m.quantity} {m.unit_word} {m.goods} @ Rs {m.price}",
    lambda m: f"sold {m.quantity} {m.unit_word} {m.goods} to {m.name} at {m.price} each",
    lambda m: f"{m.goods} {m.quantity} {m.unit_word or 'pcs'} x {m.price}, for {m.name}",
    lambda m: (
        f"please raise a bill on {m.name} for {m.quantity} {m.unit_word or 'pcs'} of {m.goods}, Rs.{m.price} per piece"
    ),
    lambda m: f"customer: {m.name}\nitems: {m.quantity} {m.unit_word} {m.goods} - {m.price}",
)
HINGLISH: tuple[Callable[[Meant], str], ...] = (
    lambda m: f"{m.name} ka bill bana do, {m.quantity} {m.unit_word} {m.goods} {spoken(m.price)} ke bhav",
    lambda m: f"{m.name} ko {spoken(m.quantity)} {m.unit_word} {m.goods} {m.price} rupaye wale",
    lambda m: f"{m.name} ke liye {m.quantity} {m.unit_word} {m.goods} {m.price} ke hisaab se",
    lambda m: f"{m.quantity} {m.unit_word} {m.goods} {m.price} rate, {m.name}",
)
HINDI: tuple[Callable[[Meant], str], ...] = (
    lambda m: f"{m.name} जी का बिल, {m.quantity} {m.unit_word} {m.goods} {m.price} रुपये {m.unit_word}",
    lambda m: f"{m.name} को {m.quantity} {m.unit_word} {m.goods} {m.price} के भाव से",
)


def spoken(value: Decimal) -> str:
    """A number as it is said, where we know how."""
    return SPOKEN.get(value, str(value))


def evaluator() -> Evaluator:
    """How the registry measures these rules."""
    return Evaluator(model_name="invoices", model_type="rules", model_version=VERSION, score=_score)


def _score(seed: int) -> Score:
    chance = random.Random(seed)  # noqa: S311 - makes sentences, hides nothing
    cases = [_case(chance) for _ in range(CASES)]
    began = time.perf_counter()
    right = sum(_is_right(sentence.read(text, on=ON), meant) for text, meant in cases)
    took_ms = (time.perf_counter() - began) * 1000 / len(cases)
    return Score(accuracy=right / len(cases), cases=len(cases), measure="whole drafts exact", took_ms=took_ms)


def _case(chance: random.Random) -> tuple[str, Meant]:
    is_hindi = chance.random() < 0.25
    goods, unit_word, unit = chance.choice(HINDI_GOODS if is_hindi else GOODS)
    meant = Meant(
        name=chance.choice(HINDI_NAMES if is_hindi else NAMES),
        goods=goods,
        unit_word=unit_word,
        unit=unit,
        quantity=Decimal(chance.choice((2, 5, 10, 12, 25, 40))),
        price=Decimal(chance.choice((38, 90, 150, 250, 360, 2000))),
        rate=chance.choice((None, Decimal(5), Decimal(18))),
    )
    text = chance.choice(HINDI if is_hindi else chance.choice((ENGLISH, HINGLISH)))(meant)
    tax = "" if meant.rate is None else chance.choice((f", {meant.rate}% GST", f", gst {meant.rate}"))
    return _roughened(text.replace("  ", " ") + tax, meant, chance), meant


def _roughened(text: str, meant: Meant, chance: random.Random) -> str:
    """As people type: often without capitals, sometimes without commas, blanks or with two letters swapped."""
    if chance.random() < 0.3:
        text = _misspelt(text, meant, chance)
    if chance.random() < 0.2:
        text = text.replace(f"{meant.quantity} {meant.unit_word}", f"{meant.quantity}{meant.unit_word}")
    if chance.random() < 0.4:
        text = text.lower()
    return text.replace(",", "") if chance.random() < 0.25 else text


def _misspelt(text: str, meant: Meant, chance: random.Random) -> str:
    """One word that is neither name nor goods with two of its letters swapped."""
    words = text.split(" ")
    kept = set(f"{meant.name} {meant.goods}".split(" "))
    places = [
        i for i, word in enumerate(words) if len(word) > 3 and word.isascii() and word.isalpha() and word not in kept
    ]
    if not places:
        return text
    place = chance.choice(places)
    letter = chance.randrange(1, len(words[place]) - 1)
    word = words[place]
    words[place] = word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :]
    return " ".join(words)


def _is_right(said: Said, meant: Meant) -> bool:
    if said.status is not Status.DRAFT or len(said.items) != 1:
        return False
    (item,) = said.items
    is_line = (item.description, item.quantity, item.unit_price) == (meant.goods, meant.quantity, meant.price)
    is_named = customers.key(said.customer_name or "") == customers.key(meant.name)
    return is_line and is_named and said.gst_rate_percent == meant.rate and (not meant.unit or item.unit == meant.unit)

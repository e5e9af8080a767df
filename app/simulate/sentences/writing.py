"""Puts sentences together: goods and customer into templates, what stands beside them behind, then the noise."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal

from app.simulate.chance import Chance
from app.simulate.sentences import names, numbers, phrases, pieces
from app.simulate.sentences.phrases import Phrasing
from app.simulate.sentences.pieces import Piece
from app.simulate.sentences.records import Language, Meant, MeantItem, Sentence, Share

_QUANTITIES = tuple(map(Decimal, (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 250)))
_HALVES = tuple(map(Decimal, ("1.5", "2.5", "4.5", "7.5")))
_PRICES = (
    "8 12 20 25 38 45 60 72 90 110 120 150 180 210 250 299 350 400 475 550 799 850 999 1200 1250 1500 1800 2000 2500"
    " 3500 4800 5200 7500 12000 15000 25000 150000 275000"
)
_RATES = tuple(map(Decimal, (5, 12, 18, 28, 18, 5)))
_WEIGHED = frozenset({"kg", "l", "m", "quintal", "ton"})


def written(seed: int, count: int, share: Share) -> list[Sentence]:
    """`count` sentences of the share; the same seed gives the same ones everywhere."""
    chance = Chance(seed, f"sentences:{share}")
    return [_sentence(chance, share) for _ in range(count)]


def _sentence(chance: Chance, share: Share) -> Sentence:
    language = chance.weighted(tuple(Language), (4, 4, 3))
    kind = chance.weighted(("request", "incomplete", "none"), (86, 7, 7))
    if kind == "request":
        return _request(chance, language, share)
    phrasing, goods = phrases.OF[language, share], names.goods(chance, language, share)
    words = {
        "C": names.customer(chance, language, share),
        "I": goods.name,
        "U": goods.unit_word,
        "Q": numbers.count(chance.pick(_QUANTITIES), language, chance),
    }
    templates = phrasing.incomplete if kind == "incomplete" else phrasing.no_requests
    found = _filled(chance, templates, words)
    if kind == "none":
        found = [Piece(piece.text) if piece.label == "ITEM" else piece for piece in found]
    text, spans = pieces.joined(pieces.roughened(found, chance))
    return Sentence(text, spans, language, None)


def _request(chance: Chance, language: Language, share: Share) -> Sentence:
    phrasing, customer = phrases.OF[language, share], names.customer(chance, language, share)
    if share is Share.KNOWN and chance.happens(0.08):
        return _parted(chance, language, customer)
    lines = [_line(chance, language, share, phrasing.lines) for _ in range(chance.weighted((1, 2, 3), (60, 30, 10)))]
    if len(lines) > 1 and chance.happens(0.12):
        lines = [_taxed(line, phrasing, chance) for line in lines]
    items = tuple(item for _, item in lines)
    extras, beside = _extras(chance, phrasing, language, items)
    words: Mapping[str, str | list[Piece]] = {
        "C": _called(customer, share, chance),
        "items": _listed([found for found, _ in lines], phrasing, chance),
        "extras": extras,
    }
    found = _filled(chance, phrasing.frames, words)
    if chance.happens(0.15):
        found = [Piece(f"{_filler(chance, phrasing)} "), *found]
    if share is Share.KNOWN and chance.happens(0.12):
        found = pieces.with_foreign_word(found, chance)
    text, spans = pieces.joined(pieces.roughened(found, chance))
    return Sentence(text, spans, language, Meant(customer, items, **beside))


def _parted(chance: Chance, language: Language, customer: str) -> Sentence:
    """A request whose customer stands between the goods and their price."""
    phrasing, templates = phrases.OF[language, Share.KNOWN], phrases.PARTED[language]
    found, item = _line(chance, language, Share.KNOWN, templates, {"C": customer})
    extras, beside = _extras(chance, phrasing, language, (item,))
    text, spans = pieces.joined(pieces.roughened([*found, *extras], chance))
    return Sentence(text, spans, language, Meant(customer, (item,), **beside))


def _called(customer: str, share: Share, chance: Chance) -> str | list[Piece]:
    """The customer's name, sometimes with a telephone number behind it."""
    if share is Share.UNSEEN or not chance.happens(0.05):
        return customer
    return [Piece(customer, "CUSTOMER"), Piece(f" {chance.whole(6_000_000_000, 9_999_999_999)}")]


def _line(
    chance: Chance, language: Language, share: Share, templates: Sequence[str], beside: Mapping[str, str] | None = None
) -> tuple[list[Piece], MeantItem]:
    goods = names.goods(chance, language, share)
    quantity = chance.pick(_HALVES if goods.unit in _WEIGHED and chance.happens(0.15) else _QUANTITIES)
    price = Decimal(chance.pick(_PRICES.split()))
    fitting = [
        template
        for template in templates
        if (goods.unit_word or "{R}" not in template) and (goods.unit in _WEIGHED or "{L}" not in template)
    ]
    words = {
        "Q": numbers.count(quantity, language, chance),
        "U": goods.unit_word,
        "R": goods.unit_word,
        "I": goods.name,
        "P": numbers.amount(price, language, chance),
        "L": numbers.digits(quantity * price, chance),
        **(beside or {}),
    }
    template = chance.pick(fitting)
    is_measured = "{U}" in template and bool(goods.unit_word)
    counted = quantity if "{Q}" in template else Decimal(1)
    meant = MeantItem(goods.name, counted, goods.unit if is_measured else None, price)
    return _filled(chance, (template,), words), meant


def _taxed(line: tuple[list[Piece], MeantItem], phrasing: Phrasing, chance: Chance) -> tuple[list[Piece], MeantItem]:
    """The line with a GST rate of its own behind it."""
    rate = chance.pick(_RATES)
    return [*line[0], Piece(" "), *_filled(chance, phrasing.gst, {"G": str(rate)})], replace(line[1], gst_rate=rate)


def _listed(lines: list[list[Piece]], phrasing: Phrasing, chance: Chance) -> list[Piece]:
    separator = chance.pick(phrasing.separators)
    found = lines[0]
    for line in lines[1:]:
        found = [*found, Piece(separator), *line]
    return found


def _extras(
    chance: Chance, phrasing: Phrasing, language: Language, items: tuple[MeantItem, ...]
) -> tuple[list[Piece], dict[str, Any]]:
    """What stands behind the goods, in any order, and what it means."""
    found: list[list[Piece]] = []
    meant: dict[str, Any] = {}
    if chance.happens(0.5) and all(item.gst_rate is None for item in items):
        meant["gst_rate"] = rate = chance.pick(_RATES)
        spoken = numbers.spoken(rate, language) if chance.happens(0.1) else None
        found.append(_filled(chance, phrasing.gst, {"G": spoken or str(rate)}))
    if chance.happens(0.15):
        value, kind = _discount(chance)
        templates = phrasing.percent_off if kind == "percent" else phrasing.amount_off
        said = numbers.spoken(value, language) if kind == "amount" and chance.happens(0.3) else None
        found.append(_filled(chance, templates, {"D": said or str(value)}))
        meant["discount"] = (kind, value)
    found.extend(_payment(chance, phrasing, meant))
    if chance.happens(0.08):
        found.append(_filled(chance, phrasing.dated, {"A": chance.pick(phrasing.days)}))
    if not meant and chance.happens(0.12) and all(item.gst_rate is None for item in items):
        total = numbers.digits(sum((item.quantity * item.price for item in items), Decimal(0)), chance)
        found.append(_filled(chance, phrasing.totals, {"S": total}))
    if chance.happens(0.2):
        found.append([Piece(_filler(chance, phrasing))])
    lead = chance.weighted((", ", " ", ". ", "\n"), (60, 30, 6, 4))
    return [piece for phrase in chance.some(found, len(found)) for piece in (Piece(lead), *phrase)], meant


def _payment(chance: Chance, phrasing: Phrasing, meant: dict[str, Any]) -> list[list[Piece]]:
    """How or when it is paid; what it means goes into `meant`."""
    if chance.happens(0.25):
        meant["payment_mode"], word = chance.pick(phrasing.modes)
        return [_filled(chance, phrasing.paying, {"M": word})]
    if not chance.happens(0.25):
        return []
    meant["due_in_days"], term = chance.pick(phrasing.terms)
    found = _filled(chance, phrasing.due, {"T": term})
    if any(word in piece.text for piece in found for word in ("udhaar", "credit", "उधार")):
        meant["payment_mode"] = "credit"
    return [found]


def _filled(chance: Chance, templates: tuple[str, ...], words: Mapping[str, str | list[Piece]]) -> list[Piece]:
    return pieces.filled(pieces.varied(chance.pick(templates), chance), words)


def _filler(chance: Chance, phrasing: Phrasing) -> str:
    """A few words that carry nothing."""
    words = phrasing.fillers.split()
    start = chance.whole(0, len(words) - 1)
    return " ".join(words[start : start + chance.whole(1, 3)])


def _discount(chance: Chance) -> tuple[Decimal, Literal["percent", "amount"]]:
    if chance.happens(0.6):
        return Decimal(chance.pick((5, 10, 15, 20))), "percent"
    return Decimal(chance.pick((50, 100, 200, 500, 1000, 1500))), "amount"

"""What any tagger must do with plain sentences, whatever it learned from."""

from collections.abc import Sequence

from ml_models.evaluation import behaviour
from ml_models.evaluation.behaviour import Check
from ml_models.invoice_ner.records import Span

_ENGLISH = "Create invoice for {name}, 12 bags cement at 360 each"
_SOLD = "sold 5 chairs to {name} at 1500 each"
_MIXED = "{name} ka bill bana do 20 kilo chawal 60 rupaye kilo"
_HINDI = "{name} को 10 बोरी सीमेंट 350 रुपये बोरी"
_NAMES = ("Sharma Traders", "Anil", "Gupta Stores", "Meena Joshi", "Royal Hardware")
_HINDI_NAMES = ("शर्मा ट्रेडर्स", "अनिल", "गुप्ता स्टोर", "मीना जोशी")
_PLAIN = (
    *(template.format(name=name) for template in (_ENGLISH, _SOLD, _MIXED) for name in _NAMES),
    *(_HINDI.format(name=name) for name in _HINDI_NAMES),
)
_LATIN = tuple(text for text in _PLAIN if text.isascii())


def checks() -> Sequence[Check]:
    """The checks that go with every evaluation."""
    return (
        behaviour.order_of_rows(_PLAIN),
        behaviour.invariant(
            "case", "Capitals do not change what the parts are.", _LATIN, [text.lower() for text in _LATIN]
        ),
        behaviour.invariant(
            "blanks", "Blanks behind a sentence change nothing.", _PLAIN, [f"{one}  " for one in _PLAIN]
        ),
        behaviour.exactly("names", "Another customer changes only the customer.", *renamed()),
    )


def renamed() -> tuple[list[str], list[list[Span]]]:
    """Plain sentences with their spans, the same but for the name."""
    rows = [(template, name) for template in (_ENGLISH, _SOLD, _MIXED) for name in _NAMES]
    rows += [(_HINDI, name) for name in _HINDI_NAMES]
    return [template.format(name=name) for template, name in rows], [_spans(*row) for row in rows]


def _spans(template: str, name: str) -> list[Span]:
    text = template.format(name=name)
    parts = {
        _ENGLISH: (("12", "QUANTITY"), ("bags", "UNIT"), ("cement", "ITEM"), ("360", "PRICE")),
        _SOLD: (("5", "QUANTITY"), ("chairs", "ITEM"), ("1500", "PRICE")),
        _MIXED: (("20", "QUANTITY"), ("kilo", "UNIT"), ("chawal", "ITEM"), ("60", "PRICE")),
        _HINDI: (("10", "QUANTITY"), ("बोरी", "UNIT"), ("सीमेंट", "ITEM"), ("350", "PRICE")),
    }[template]
    spans: list[Span] = [(text.index(name), text.index(name) + len(name), "CUSTOMER")]
    for word, label in parts:
        spans.append((text.index(word), text.index(word) + len(word), label))
    measure = {_MIXED: "kilo", _HINDI: "बोरी"}.get(template)
    if measure:
        spans.append((text.rindex(measure), text.rindex(measure) + len(measure), "UNIT"))
    return spans

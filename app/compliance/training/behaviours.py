"""What any model of wordings must do with plain ones, whatever it learned from."""

from collections.abc import Sequence

from ml_models.evaluation import behaviour
from ml_models.evaluation.behaviour import Check, Predict

PLAIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cement", ("2523",)),
    ("OPC cement 53 grade", ("2523",)),
    ("basmati rice", ("1006",)),
    ("mobile phone", ("8517",)),
    ("laptop", ("8471",)),
    ("TMT bar", ("7214", "7213")),
    ("kurta", ("61", "62")),
    ("plumbing pvc pipe", ("3917",)),
    ("mobile repair", ("9987",)),
    ("taxi", ("9964", "9966")),
    ("mustard oil", ("1514",)),
    ("sarson ka tel", ("1514",)),
    ("cheeni", ("1701",)),
    ("चीनी", ("1701",)),
    ("चावल", ("1006",)),
    ("bathing soap", ("3401",)),
    ("school notebook", ("4820",)),
    ("wall paint", ("3208", "3209", "3210")),
    ("led bulb", ("8539", "9405")),
    ("tyre tube for cycle", ("4013", "4011")),
    ("gold ring", ("7113",)),
    ("wooden chair", ("9401",)),
    ("electric wire", ("8544",)),
    ("paracetamol tablet", ("3004",)),
    ("accounting services", ("9982",)),
)
"""Wordings that nobody would judge otherwise, with the beginnings of their codes."""

TEXTS = tuple(text for text, _ in PLAIN)
NONSENSE = ("asdfgh", "zxcv qwer", "hello good morning", "kjhkjh kjhkjh", "thanks bhai", "12345", "???", "x")


def checks() -> Sequence[Check]:
    """The checks that go with every evaluation."""
    return (
        behaviour.order_of_rows(TEXTS),
        behaviour.invariant("case", "Capitals change nothing.", TEXTS, [text.upper() for text in TEXTS]),
        behaviour.invariant("size", "A size behind the words changes nothing.", TEXTS, [f"{t} 500 ml" for t in TEXTS]),
        behaviour.invariant("pack", "A pack changes nothing.", TEXTS, [f"{t} (pack of 6)" for t in TEXTS]),
        behaviour.invariant("order_of_words", "The order of words changes nothing.", TEXTS, [*map(_turned, TEXTS)]),
        Check("plain", "Of plain wordings a right code is the first.", _has_right_first),
        Check("nonsense", "Words that name no goods get no code.", _says_nothing),
    )


def _turned(text: str) -> str:
    return " ".join(reversed(text.split()))


def _has_right_first(predict: Predict) -> list[bool]:
    return [bool(said) and said[0][0].startswith(codes) for said, (_, codes) in zip(predict(TEXTS), PLAIN, strict=True)]


def _says_nothing(predict: Predict) -> list[bool]:
    return [not said for said in predict(NONSENSE)]

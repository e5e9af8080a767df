"""Neighbouring tokens that are one amount, unit or count: "two rupees fifty paise", "14 sq ft", "50-50 kg", and what
the speaker takes back: "5 pens, sorry 6 pens".
"""

from dataclasses import replace
from decimal import Decimal

from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard.tokens import Token

_PAISE = frozenset({"paise", "paisa", "paisay", "पैसे", "पैसा"})
_RUPEE = Decimal(100)
"""Paise of one."""
_SQUARE = frozenset({"sq", "square", "varg", "वर्ग"})
_RUNNING = frozenset({"running", "run", "rng", "cubic", "cu"})
_WHOLE = frozenset({"bhar", "भर"})
_TAKEN_BACK = frozenset({"sorry", "oops", "correction", "rather", "galti", "सॉरी"})
_FARTHEST = 7
"""Tokens between a number and the word that takes it back."""


def joined(tokens: list[Token]) -> list[Token]:
    """The tokens with each such group as one."""
    return _repeated(_whole_spans(_squared(_with_paise(_corrected(tokens)))))


def _with_paise(tokens: list[Token]) -> list[Token]:
    """Rupees and paise, or paise alone, as rupees; the word for rupees stays."""
    done: list[Token] = []
    for token in tokens:
        if token.key in _PAISE and done and (done[-1].value or _RUPEE) < _RUPEE:
            done[-1:] = _as_rupees(done, token)
        else:
            done.append(token)
    return done


def _as_rupees(done: list[Token], word: Token) -> list[Token]:
    """What takes the place of the paise at the end of `done`: nothing where they go to the rupees before them."""
    paise, before = done[-1], done[:-1]
    while before and before[-1].kind == "&":
        before = before[:-1]
    worth = (paise.value or Decimal(0)) / _RUPEE
    if len(before) > 1 and before[-1].kind == "R" and before[-2].value is not None:
        done[len(before) - 2] = replace(before[-2], value=before[-2].value + worth)
        return [replace(paise, key="rupees", kind="R", value=None, end=word.end)]
    return [replace(paise, value=worth), replace(word, key="rupees", kind="R")]


def _squared(tokens: list[Token]) -> list[Token]:
    """ "sq ft", "sq. ft.", "वर्ग फुट": one unit."""
    done: list[Token] = []
    for token in tokens:
        before = done[-1] if done else None
        is_length = before is not None and token.unit in ("ft", "m")
        if before is not None and is_length and before.key in _SQUARE | _RUNNING:
            key = "sqft" if token.unit == "ft" and before.key in _SQUARE else token.key
            done[-1] = replace(before, text=f"{before.text} {token.text}", key=key, kind=lexicon.UNIT, end=token.end)
        else:
            done.append(token)
    return done


def _whole_spans(tokens: list[Token]) -> list[Token]:
    """ "hafte bhar", "mahine bhar me": one week, one month."""
    done: list[Token] = []
    for token in tokens:
        if token.key in _WHOLE and done and done[-1].kind == lexicon.SPAN_OF_TIME:
            span = done.pop()
            one = Token("", "1", lexicon.NUMBER, span.start, span.start, Decimal(1))
            done += [one, replace(span, end=token.end)]
        else:
            done.append(token)
    return done


def _repeated(tokens: list[Token]) -> list[Token]:
    """A number said twice is so much of each: "50-50 kg ki 30 bori", "5 tyre 50 50 rupaye"."""
    done: list[Token] = []
    for place, token in enumerate(tokens):
        dash = bool(done) and done[-1].kind == "-"
        before = done[-1 - dash] if len(done) > dash else None
        is_same = before is not None and token.value is not None and before.value == token.value
        after = tokens[place + 1].kind if place + 1 < len(tokens) else ""
        is_money = after == "R" and any(one.value is not None for one in done[:-1])
        if is_same and before is not None and (dash or is_money):
            done[-1 - dash :] = [replace(before, end=token.end)]
        else:
            done.append(token)
    return done


def _corrected(tokens: list[Token]) -> list[Token]:
    """Without the number that is taken back before another one: "0.60 each... sorry 65 paise each"."""
    done: list[Token] = []
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        first = next((i for i in range(len(done) - 1, -1, -1) if done[i].value is not None), None)
        is_near = first is not None and len(done) - first <= _FARTHEST
        if token.key in _TAKEN_BACK and is_near and after is not None and after.value is not None:
            del done[first:]
        else:
            done.append(token)
    return done

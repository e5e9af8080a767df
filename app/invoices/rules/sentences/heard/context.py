"""Words whose kind depends on their neighbours: "nos" measures behind a number, "bhai" calls somebody at the beginning.

Each rule looks at a word and the one or two beside it; what it cannot tell stays as the lexicon has it.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard import addressing, payment_words
from app.invoices.rules.sentences.heard.tokens import Token

_MAY_MEASURE = frozenset("NPREH_")
_LISTS = frozenset({"list", "लिस्ट"})
_COMMANDS = frozenset(
    ["list", "delete", "cancel", "edit", "update", "remove", "find", "search", "print", "download", "report", "status"]
)
_LABELS = frozenset("CzHGDdjYBAl")
"""Kinds of words that a dash leads from to their value: "Client - Orbit"."""


def settled(found: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, each with the kind that it has between its neighbours."""
    done: list[Token] = []
    for place, token in enumerate(found):
        before = done[-1] if done else None
        after = found[place + 1] if place + 1 < len(found) else None
        done.append(_settled(token, before, after))
    return tuple(done)


def _settled(token: Token, before: Token | None, after: Token | None) -> Token:
    kind = token.kind
    for rule in (
        _measure,
        _at,
        payment_words.within,
        _extra,
        _lot,
        payment_words.account,
        _can,
        _dash,
        addressing.call,
        addressing.addressee,
        addressing.proper,
        addressing.material,
        _ek,
        addressing.name_label,
        _list,
        addressing.title,
        payment_words.bank,
        _bracket,
        payment_words.less,
        addressing.place,
        addressing.new,
        _piece,
        _command,
        payment_words.credit,
        payment_words.memo,
        addressing.patient,
        addressing.by_trade,
        _unit_price,
        _charge,
        addressing.services,
    ):
        kind = rule(token, kind, before, after)
    return token if kind == token.kind else replace(token, kind=kind)


def _measure(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """Units measure behind a number, "/", "per" or rupees only; so do days beside goods ("full day shoot").

    Months belong to the goods where no date was found.
    """
    is_stray = kind in (lexicon.UNIT, "s") and (before is None or before.kind not in _MAY_MEASURE)
    is_price = before is not None and before.key in ("a", "an") and (after is None or after.kind not in "Wgo-")
    if kind == lexicon.UNIT and is_price:
        return kind
    is_inside = kind == lexicon.SPAN_OF_TIME and before is not None and before.kind == lexicon.WORD
    is_of_goods = is_inside and after is not None and after.kind == lexicon.WORD
    return "g" if kind == "m" else lexicon.WORD if is_stray or is_of_goods else kind


def _extra(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Extra bed 500" is goods, "GST extra" is none."""
    is_of_tax = before is not None and before.kind in "G%"
    return "g" if kind == "X" and after is not None and after.kind == lexicon.WORD and not is_of_tax else kind


def _can(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "4 can", "20 litre wala can": to hold oil, where "can you" asks."""
    return lexicon.UNIT if token.key == "can" and before is not None and before.kind in "NHP/" else kind


def _lot(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "3400 for the lot": what everything costs."""
    if token.key == "sum" and before is not None and before.key == "lump":
        return "w"
    return "Y" if token.key in ("lot", "everything") and before is not None and before.key in ("the", "for") else kind


def _at(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Nursing care at home" tells where, "at 360" for how much."""
    return "o" if token.key == "at" and after is not None and after.kind in "Wg" else kind


def _dash(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """A dash between blanks parts two phrases, unless it leads from a label or to a number."""
    if kind != "-" or before is None or after is None or before.end == token.start or after.start == token.end:
        return kind
    if before.kind in "NUE" and after.kind in "Wh" and after.is_capitalised:
        return lexicon.BREAK
    leads = before.kind in _LABELS or (after.kind == lexicon.NUMBER and before.kind not in "%ZG")
    return kind if leads or before.kind == lexicon.NUMBER or after.kind == "R" else lexicon.BREAK


def _ek(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "ka ek bill": an article."""
    return "w" if kind == "E" and after is not None and after.kind in "BwV" and token.key in ("ek", "एक") else kind


def _list(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Kiran ki list likho" asks for a bill, "list of bills" for a report."""
    is_bill = token.key in _LISTS and before is not None and before.kind == "k" and after is not None
    return "B" if is_bill and after is not None and after.kind in "VN" else kind


def _bracket(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """Brackets around a number part nothing: "battery (50) 350"."""
    opens = token.key == "(" and after is not None and after.kind == lexicon.NUMBER
    closes = token.key == ")" and before is not None and before.kind in "NUT"
    return "w" if opens or closes else kind


def _piece(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "1 no 2100": number, as a unit."""
    is_unit = token.key == "no" and before is not None and before.kind == lexicon.NUMBER
    return lexicon.UNIT if is_unit and after is not None and after.kind in "NR@-H" else kind


def _command(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Software update 300", "print 40 pages": behind another word or before how many it is goods."""
    is_goods = before is not None and before.kind == lexicon.WORD
    if token.key == "mark" and after is not None and after.kind == "B":
        return lexicon.QUESTION
    is_counted = token.key == "print" and after is not None and after.kind == lexicon.NUMBER
    return lexicon.WORD if token.key in _COMMANDS and (is_goods or is_counted) else kind


def _unit_price(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Unit price 48"."""
    return "w" if token.key in ("unit", "selling", "sale") and after is not None and after.kind == "H" else kind


def _charge(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Charge Deepak 1200": at the beginning it orders."""
    return "V" if token.key == "charge" and before is None else kind

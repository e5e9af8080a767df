"""Words whose kind depends on their neighbours: "nos" measures behind a number, "bhai" calls somebody at the beginning.

Each rule looks at a word and the one or two beside it; what it cannot tell stays as the lexicon has it.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.invoices.rules.sentences import addressing, lexicon
from app.invoices.rules.sentences.tokens import Token

_MAY_MEASURE = frozenset("NPREH_")
_LISTS = frozenset({"list", "लिस्ट"})
_BANKS = frozenset(["hdfc", "sbi", "icici", "axis", "kotak", "pnb", "bob", "canara"])
_WHOSE = frozenset({"on", "his", "her", "their", "my", "ke", "ki"})
_COMMANDS = frozenset(
    ["list", "delete", "cancel", "edit", "update", "remove", "find", "search", "print", "download", "report", "status"]
)
_DOING = frozenset({"ke", "kar", "k", "के", "कर"})
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
        _within,
        _extra,
        _lot,
        _account,
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
        _bank,
        _bracket,
        _less,
        addressing.place,
        addressing.new,
        _piece,
        _command,
        _credit,
        _memo,
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


def _within(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "gst andar hai", "gst mila ke": the price holds it."""
    beside_tax = before is not None and before.kind == "G"
    is_within = beside_tax and token.key in ("andar", "अंदर", "भीतर", "bhitar", "inside")
    is_mixed = beside_tax and token.key in ("mila", "मिला") and after is not None and after.key in _DOING
    is_priced_in = token.key in ("in", "me", "mein", "में") and after is not None and after.kind == "H"
    if kind == "V" and before is not None and before.kind == "%" and token.key in ("kar", "कर"):
        return "G"
    return "I" if is_within or is_mixed or is_priced_in else kind


def _extra(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Extra bed 500" is goods, "GST extra" is none."""
    is_of_tax = before is not None and before.kind in "G%"
    return "g" if kind == "X" and after is not None and after.kind == lexicon.WORD and not is_of_tax else kind


def _account(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Jain ji ka hisaab: ..." is a bill, "60 ke hisaab se" a price."""
    is_account = token.key in ("hisab", "hisaab", "हिसाब") and before is not None and before.kind == "k"
    return "B" if is_account and after is not None and after.kind in ":-" else kind


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


def _bank(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "hdfc me transfer" says how it is paid."""
    return "w" if token.key in _BANKS and after is not None and after.kind in "bM" else kind


def _bracket(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """Brackets around a number part nothing: "battery (50) 350"."""
    opens = token.key == "(" and after is not None and after.kind == lexicon.NUMBER
    closes = token.key == ")" and before is not None and before.kind in "NUT"
    return "w" if opens or closes else kind


def _less(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "1000 rupaye kam" takes off, "bijli ka kam" is work; "bill kaat do" makes a bill."""
    if token.key in ("kam", "कम"):
        takes_off = before is not None and (before.kind in "%R" or (before.kind == lexicon.NUMBER and _ends(after)))
        return "L" if takes_off else kind
    cuts_bill = token.key in lexicon.CUTS and (before is None or before.kind not in "N%Rk")
    return "V" if cuts_bill else kind


def _ends(after: Token | None) -> bool:
    return after is None or after.kind in "Vv,"


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


def _credit(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "cr 5 days", "put it on his tab", "on account": it is paid later."""
    is_short = token.key == "cr" and (after is None or after.kind in "N,")
    is_account = token.key in ("tab", "account") and before is not None and before.key in _WHOSE
    if token.key == "tab" and not is_account:
        return lexicon.WORD
    return "M" if is_short or is_account else kind


def _memo(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Cash memo" is a kind of bill, "cash discount" one of discount: neither says how it is paid."""
    return "w" if kind == "M" and after is not None and (after.key == "memo" or after.kind == "D") else kind


def _unit_price(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Unit price 48"."""
    return "w" if token.key in ("unit", "selling", "sale") and after is not None and after.kind == "H" else kind


def _charge(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Charge Deepak 1200": at the beginning it orders."""
    return "V" if token.key == "charge" and before is None else kind

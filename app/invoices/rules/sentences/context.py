"""Words whose kind depends on their neighbours: "nos" measures behind a number, "bhai" calls somebody at the beginning.

Each rule looks at a word and the one or two beside it; what it cannot tell stays as the lexicon has it.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.tokens import Token

_MAY_MEASURE = frozenset("NPREH_")
_CALLS = frozenset(
    [
        "bhai",
        "bhaiya",
        "bhaiyya",
        "sir",
        "yaar",
        "boss",
        "are",
        "arre",
        "arrey",
        "dekho",
        "sunna",
        "भाई",
        "भैया",
        "सुनो",
        "अरे",
    ]
)
_LISTS = frozenset({"list", "लिस्ट"})
_BANKS = frozenset(["hdfc", "sbi", "icici", "axis", "kotak", "pnb", "bob", "canara"])
_HOMES = frozenset(["ghar", "yahan", "yaha", "yhan", "paas", "घर", "यहां", "पास"])
_SHOPS = frozenset(["dukaan", "dukan", "shop", "gaadi", "gadi", "दुकान", "गाडी"])
_COMMANDS = frozenset(
    ["list", "delete", "cancel", "edit", "update", "remove", "find", "search", "print", "download", "report", "status"]
)
_CLIENTS = frozenset(["student", "patient", "tenant", "guest", "dealer", "छात्र", "मरीज", "किरायेदार"])
_TRADES = ("wale", "wala", "wali", "vale", "वाले", "वाला")
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
        _dash,
        _call,
        _ek,
        _name_label,
        _list,
        _title,
        _bank,
        _bracket,
        _less,
        _place,
        _new,
        _piece,
        _command,
        _memo,
        _patient,
        _by_trade,
        _unit_price,
        _charge,
        _services,
    ):
        kind = rule(token, kind, before, after)
    return token if kind == token.kind else replace(token, kind=kind)


def _measure(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """Units measure behind a number, "/", "per" or rupees only; months are words where no date was found."""
    is_stray = kind in (lexicon.UNIT, "s") and (before is None or before.kind not in _MAY_MEASURE)
    return lexicon.WORD if is_stray or kind == "m" else kind


def _dash(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """A dash between blanks parts two phrases, unless it leads from a label or to a number."""
    if kind != "-" or before is None or after is None or before.end == token.start or after.start == token.end:
        return kind
    leads = before.kind in _LABELS or (after.kind == lexicon.NUMBER and before.kind not in "%ZG")
    return kind if leads or before.kind == lexicon.NUMBER or after.kind == "R" else lexicon.BREAK


def _call(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "bhai" before anything is said calls somebody; behind a name it is a part of it."""
    is_first = before is None or before.kind in "w,"
    calls = is_first and token.key in _CALLS and after is not None and after.kind not in "KkJ"
    return "w" if calls else kind


def _ek(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "ka ek bill": an article."""
    return "w" if kind == "E" and after is not None and after.kind in "BwV" and token.key in ("ek", "एक") else kind


def _name_label(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Name: Farida", "customer name - Farida", "in the name of Farida"."""
    if token.key not in ("name", "nam", "naam", "नाम", "favour", "favor"):
        return kind
    if token.key in ("favour", "favor"):
        return "l"
    leads = (after is not None and after.kind in ":=") or (before is not None and before.kind == "C")
    return "C" if leads else "l" if token.key == "name" and after is not None and after.key == "of" else kind


def _list(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Kiran ki list likho" asks for a bill, "list of bills" for a report."""
    is_bill = token.key in _LISTS and before is not None and before.kind == "k" and after is not None
    return "B" if is_bill and after is not None and after.kind in "VN" else kind


def _title(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Bala Ji Traders": within a firm's name."""
    is_inside = kind == "J" and before is not None and before.kind == lexicon.WORD and after is not None
    return lexicon.WORD if is_inside and after is not None and after.key in lexicon.NAME_SUFFIXES else kind


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


def _place(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Mittal sahab ke ghar", "Ravi ki dukaan pe": whose place it is, and for whom the bill."""
    is_theirs = before is not None and before.kind == "k"
    stands = token.key in _HOMES or (token.key in _SHOPS and after is not None and after.kind == "b")
    return "l" if is_theirs and stands else kind


def _new(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "New Ganga Builders" is a name, a "new bill" none."""
    return lexicon.WORD if token.key == "new" and after is not None and after.kind == lexicon.WORD else kind


def _piece(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "1 no 2100": number, as a unit."""
    is_unit = token.key == "no" and before is not None and before.kind == lexicon.NUMBER
    return lexicon.UNIT if is_unit and after is not None and after.kind in "NR@-H" else kind


def _command(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Software update 300": behind another word it is goods."""
    return lexicon.WORD if token.key in _COMMANDS and before is not None and before.kind == lexicon.WORD else kind


def _memo(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Cash memo" is a kind of bill, "cash discount" one of discount: neither says how it is paid."""
    return "w" if kind == "M" and after is not None and (after.key == "memo" or after.kind == "D") else kind


def _patient(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Student Ankit": whoever stands at the beginning of a phrase under such a word is the customer."""
    begins = before is None or before.kind in ",wBtfk"
    names = after is not None and after.kind in "W:-h"
    return "C" if token.key in _CLIENTS and begins and names else kind


def _by_trade(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Rahul mobile wale ko": a person by the trade, no price."""
    is_called = kind == "H" and before is not None and before.kind == lexicon.WORD and token.key.endswith(_TRADES)
    return lexicon.WORD if is_called and after is not None and after.kind in "KJ" else kind


def _unit_price(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Unit price 48"."""
    return "w" if token.key in ("unit", "selling", "sale") and after is not None and after.kind == "H" else kind


def _charge(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Charge Deepak 1200": at the beginning it orders."""
    return "V" if token.key == "charge" and before is None else kind


def _services(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Aqua Pure Services - ...": the last word of a firm's name."""
    is_firm = kind == "g" and token.is_capitalised and before is not None and before.is_capitalised
    ends = after is None or after.kind in ",-:KkfJ"
    return lexicon.WORD if is_firm and ends and before is not None and before.kind == lexicon.WORD else kind

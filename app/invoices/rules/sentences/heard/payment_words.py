"""Words about tax and payment whose kind depends on their neighbours: "andar", "kaat", "cr", "tab", "memo"."""

from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard.tokens import Token

_BANKS = frozenset(["hdfc", "sbi", "icici", "axis", "kotak", "pnb", "bob", "canara"])
_DOING = frozenset({"ke", "kar", "k", "के", "कर"})
_WHOSE = frozenset({"on", "his", "her", "their", "my", "ke", "ki"})


def within(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "gst andar hai", "gst mila ke": the price holds it."""
    beside_tax = before is not None and before.kind == "G"
    is_within = beside_tax and token.key in ("andar", "अंदर", "भीतर", "bhitar", "inside")
    is_mixed = token.key in ("mila", "मिला") and after is not None and after.key in _DOING
    if is_mixed and not beside_tax:
        return "Y"
    is_priced_in = token.key in ("in", "me", "mein", "में") and after is not None and after.kind == "H"
    if kind == "V" and before is not None and before.kind == "%" and token.key in ("kar", "कर"):
        return "G"
    return "I" if is_within or is_mixed or is_priced_in else kind


def account(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Jain ji ka hisaab: ..." is a bill, "60 ke hisaab se" a price."""
    is_account = token.key in ("hisab", "hisaab", "हिसाब") and before is not None and before.kind == "k"
    return "B" if is_account and after is not None and after.kind in ":-" else kind


def bank(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "hdfc me transfer" says how it is paid."""
    return "w" if token.key in _BANKS and after is not None and after.kind in "bM" else kind


def less(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "1000 rupaye kam" takes off, "bijli ka kam" is work; "bill kaat do" makes a bill."""
    if token.key in ("kam", "कम"):
        takes_off = before is not None and (before.kind in "%R" or (before.kind == lexicon.NUMBER and _ends(after)))
        return "L" if takes_off else kind
    cuts_bill = token.key in lexicon.CUTS and (before is None or before.kind not in "N%Rk")
    return "V" if cuts_bill else kind


def _ends(after: Token | None) -> bool:
    return after is None or after.kind in "Vv,"


def credit(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "cr 5 days", "put it on his tab", "on account": it is paid later."""
    is_short = token.key == "cr" and (after is None or after.kind in "N,")
    is_account = token.key in ("tab", "account") and before is not None and before.key in _WHOSE
    if token.key == "tab" and not is_account:
        return lexicon.WORD
    return "M" if is_short or is_account else kind


def memo(token: Token, kind: str, before: Token | None, after: Token | None) -> str:
    """ "Cash memo" is a kind of bill, "cash discount" one of discount: neither says how it is paid."""
    return "w" if kind == "M" and after is not None and (after.key == "memo" or after.kind == "D") else kind

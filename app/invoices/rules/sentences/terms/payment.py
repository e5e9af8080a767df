"""What a sentence says beside its lines and their tax: discount, how it is paid, its total, what was paid before.

Each rule is a pattern over the kinds of words (see `lexicon`); the order matters where two could take the same number:
"discount 10% gst 18%" is read from the discount, "18% gst 500 discount" from the GST.
"""

from decimal import Decimal

from app.invoices.records import Discount, Role
from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard.grammar import Sentence, one_number
from app.invoices.rules.sentences.heard.tokens import Token

_DISCOUNT_PERCENT = (
    r"(?<!G)(?<!G[:=@\-])N%[kw]?[DL]",
    r"(?<!G)(?<!G[:=@\-])N%W{1,2}D(?![:=@\-kwo]{0,2}R?N)",
    r"N%[kw]?[DL](?![:=@\-]?R?N)",
    r"D[:=\-kwo]{0,2}R?N%?R?",
)
_DISCOUNT_AMOUNT = (r"(?:RN|NRk?|Nk)D", r"LR?N[%R]?", r"RNL|NRL|NL(?!R?N)", r"(?<!G)ND(?!N)")


def discount(sentence: Sentence) -> Discount | None:
    """What is taken off. Call before `tax_rates.taxes` for percentages; that leaves the rest to `late_discount`."""
    return _discount(sentence.take_first(*_DISCOUNT_PERCENT, name="discount"))


def late_discount(sentence: Sentence) -> Discount | None:
    """A discount whose number could have been a GST rate."""
    return _discount(sentence.take_first(*_DISCOUNT_AMOUNT, name="discount"))


def _discount(found: tuple[Token, ...] | None) -> Discount | None:
    if found is None:
        return None
    value = one_number(found).value or Decimal(0)
    return Discount("percent" if any(token.kind == "%" for token in found) else "amount", value)


def payment_mode(sentence: Sentence) -> str | None:
    """How it is paid; words that also name goods ("visiting card", "bank") count only in a phrase of payment."""
    modes = [
        _mode(sentence.claim(*match.span(), "payment_mode"))
        for match in sentence.matches(r"[bA]?[w]?M{1,4}[bw]?v{0,3}")
        if Role.PAYMENT_MODE in sentence.roles[match.start() : match.end()]
        or _is_payment(sentence, match.start(), match.end(), match[0])
    ]
    sentence.demote("M")
    return modes[0] if modes else None


_AMBIGUOUS = frozenset({"card", "debit", "bank", "transfer", "check", "कार्ड", "बैंक", "swipe"})


def _is_payment(sentence: Sentence, start: int, end: int, kinds: str) -> bool:
    words = [token for token in sentence.tokens[start:end] if token.kind == "M"]
    if len(words) > 1 or any(word.key not in _AMBIGUOUS for word in words) or kinds[0] in "bA":
        return True
    edges = (sentence.kinds[start - 1 : start], sentence.kinds[end : end + 1])
    return sentence.tokens[end - 1].key in ("se", "से") or all(
        edge in ("", lexicon.BREAK, lexicon.CLAIMED) for edge in edges
    )


def _mode(found: tuple[Token, ...]) -> str:
    words = [lexicon.PAYMENT_MODES[token.key] for token in found if token.kind == "M"]
    return next((mode for mode in ("card", "credit") if mode in words), words[0])


def stated_total(sentence: Sentence) -> Decimal | None:
    """The total that the sentence itself gives."""
    found = sentence.take_first(
        r"R?NR?[kwf]{0,2}Y(?=[,_]|$)", r"R?NR?kB", r"Y[:=\-wotkV]{0,3}R?N(?![UWT%@x])R?k?", name="total"
    )
    return one_number(found).value if found else None


def advance(sentence: Sentence) -> Decimal | None:
    """What has been paid already; it lowers what is due, never the invoice."""
    sentence.take(r"N%[kw]?A{1,2}v?", r"A[kw]?N%")
    found = sentence.take_first(r"AR?NR?(?![U%T])", r"R?NR?(?:[kwv]?|W{1,2})A", name="paid_in_advance")
    return one_number(found).value if found else None

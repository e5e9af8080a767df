"""What a sentence says beside its lines: GST, discount, how and when it is paid, its date, number and total.

Each rule is a pattern over the kinds of words (see `lexicon`); the order matters where two could take the same number:
"discount 10% gst 18%" is read from the discount, "18% gst 500 discount" from the GST.
"""

from dataclasses import dataclass
from decimal import Decimal

from app.invoices.records import Discount, Role
from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.grammar import Sentence, one_number
from app.invoices.rules.sentences.tokens import Token

USUAL_GST_RATES = frozenset(
    map(Decimal, ("0", "0.1", "0.25", "1", "1.5", "3", "5", "6", "7.5", "12", "18", "28", "40"))
)
"""Rates that have stood in the schedules since 2017: a bare "18 gst" is read as a rate only with one of these."""

_DISCOUNT_PERCENT = (
    r"(?<!G)(?<!G[:=@\-])N%[kw]?[DL]",
    r"(?<!G)(?<!G[:=@\-])N%W{1,2}D(?![:=@\-kwo]{0,2}R?N)",
    r"N%[kw]?[DL](?![:=@\-]?R?N)",
    r"D[:=\-kwo]{0,2}R?N%?R?",
)
_DISCOUNT_AMOUNT = (r"(?:RN|NRk?|Nk)D", r"LR?N[%R]?", r"RNL|NRL|NL(?!R?N)", r"(?<!G)ND(?!N)")
_NO_GST = (r"O[wkt]?G[kw]?", r"G[wk]?O")
_GST_BEHIND = r"(?<!G)(?<!G[:=@\-])[I+X]?[wok]{0,2}N%[kwofvV]{0,2}[IX]?G{1,3}[wkH]?[IX]?"
_GST_ON = r"N%o(?=[Wg])"
_GST_AHEAD = r"[I+X]?[wok]{0,2}G(?:[&+]?G){0,3}[:=@\-kwIXvV]{0,3}N%?(?:[wk]?[IX])?"
_GST_BARE = r"NG[wk]?[IX]?"
_GST_UNNAMED = r"\+N%(?![kw]?D)|N%X"
_TAX_INCLUDED = r"I[wok]{0,3}G|G[wk]?I"


@dataclass(frozen=True, slots=True)
class Rate:
    """A GST rate and the token before which it stands."""

    percent: Decimal
    place: int


@dataclass(frozen=True, slots=True)
class Taxes:
    """What is said about GST: none at all, one rate for everything, or a rate here and there."""

    rates: tuple[Rate, ...] = ()
    is_exempt: bool = False
    is_inclusive: bool = False


def discount(sentence: Sentence) -> Discount | None:
    """What is taken off. Call before `taxes` for percentages; `taxes` leaves the rest to `late_discount`."""
    return _discount(sentence.take_first(*_DISCOUNT_PERCENT, name="discount"))


def late_discount(sentence: Sentence) -> Discount | None:
    """A discount whose number could have been a GST rate."""
    return _discount(sentence.take_first(*_DISCOUNT_AMOUNT, name="discount"))


def _discount(found: tuple[Token, ...] | None) -> Discount | None:
    if found is None:
        return None
    value = one_number(found).value or Decimal(0)
    return Discount("percent" if any(token.kind == "%" for token in found) else "amount", value)


def percent_taxes(sentence: Sentence) -> Taxes:
    """The GST that stands behind its rate ("18% gst"), or is said not to apply."""
    is_exempt = any(sentence.take_first(pattern, name="gst_rate") for pattern in _NO_GST)
    return _taxes(sentence, _GST_BEHIND, is_exempt=is_exempt)


def taxes(sentence: Sentence, known: Taxes) -> Taxes:
    """`known`, and the GST that stands before its rate ("gst 18"), or bare ("18 gst")."""
    ahead = _taxes(sentence, _GST_AHEAD)
    bare = _taxes(sentence, _GST_BARE, only_usual=True)
    if not (known.rates or ahead.rates or bare.rates):
        bare = _taxes(sentence, _GST_UNNAMED, only_usual=True)
    is_included = bool(sentence.take(_TAX_INCLUDED))
    again = _taxes(sentence, _GST_ON) if known.rates or ahead.rates else Taxes()
    rates = sorted((*known.rates, *ahead.rates, *bare.rates, *again.rates), key=lambda rate: rate.place)
    for match in sentence.matches(r"G(?=W)"):
        sentence.take_as(match.start(), lexicon.WORD)
    return Taxes(
        _heads_summed(sentence, rates),
        known.is_exempt or ahead.is_exempt,
        is_included or known.is_inclusive or ahead.is_inclusive or bare.is_inclusive,
    )


def _taxes(sentence: Sentence, pattern: str, *, is_exempt: bool = False, only_usual: bool = False) -> Taxes:
    rates: list[Rate] = []
    is_inclusive = False
    for match in sentence.matches(pattern):
        found = sentence.tokens[match.start() : match.end()]
        percent = one_number(found).value or Decimal(0)
        if percent > 100 or (only_usual and percent not in USUAL_GST_RATES):
            continue
        sentence.claim(*match.span(), "gst_rate")
        rates.append(Rate(percent, match.start()))
        is_inclusive = is_inclusive or "I" in match[0]
    return Taxes(tuple(rates), is_exempt, is_inclusive)


def _heads_summed(sentence: Sentence, rates: list[Rate]) -> tuple[Rate, ...]:
    """Rates with CGST and SGST of the same line as one: the two halves are named apart and apply together."""
    summed: list[Rate] = []
    heads: set[str] = set()
    for rate in rates:
        head = _head(sentence, rate.place)
        if heads and head in lexicon.INTRA_STATE_HEADS - heads:
            summed[-1] = Rate(summed[-1].percent + rate.percent, summed[-1].place)
        else:
            summed.append(rate)
        heads = {head} if head in lexicon.INTRA_STATE_HEADS else set()
    return tuple(summed)


def _head(sentence: Sentence, place: int) -> str:
    return next((token.key for token in sentence.tokens[place : place + 5] if token.kind == "G"), "")


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
    return "card" if "card" in words else words[0]


def stated_total(sentence: Sentence) -> Decimal | None:
    """The total that the sentence itself gives."""
    found = sentence.take_first(
        r"R?NR?[kwf]{0,2}Y(?=[,_]|$)", r"R?NR?kB", r"Y[:=\-wot]{0,3}R?N(?![UWT%@x])R?k?", name="total"
    )
    return one_number(found).value if found else None


def advance(sentence: Sentence) -> Decimal | None:
    """What has been paid already; it lowers what is due, never the invoice."""
    sentence.take(r"N%[kw]?A{1,2}v?", r"A[kw]?N%")
    found = sentence.take_first(r"AR?NR?(?![U%T])", r"R?NR?[kwv]?A", name="paid_in_advance")
    return one_number(found).value if found else None

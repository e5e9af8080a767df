"""Numbers that no pattern explains and whose role a tagger knows: each is read only where its pattern found nothing."""

from decimal import Decimal

from app.invoices.records import Discount, Role
from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard import roles
from app.invoices.rules.sentences.heard.grammar import Sentence
from app.invoices.rules.sentences.heard.tokens import Token
from app.invoices.rules.sentences.terms import dates, tax_rates

_LARGEST_PERCENT = 100


def rates(sentence: Sentence) -> tuple[tax_rates.Rate, ...]:
    """GST rates."""
    found = [
        tax_rates.Rate(token.value, place)
        for place, token in _numbers(sentence, Role.GST_RATE)
        if _names(sentence, "G%") and token.value is not None and token.value <= _LARGEST_PERCENT
    ]
    for rate in found:
        sentence.claim(rate.place, rate.place + 1)
    return tuple(found)


def discount(sentence: Sentence) -> Discount | None:
    """What is taken off; a percentage where the sign or the word stands behind."""
    if not _names(sentence, "DL"):
        return None
    for place, token in _numbers(sentence, Role.DISCOUNT):
        is_percent = sentence.kinds[place + 1 : place + 2] == "%"
        sentence.claim(place, place + 1 + is_percent)
        return Discount("percent" if is_percent else "amount", token.value or Decimal(0))
    return None


def total(sentence: Sentence) -> Decimal | None:
    """The total that the sentence itself gives."""
    for place, token in _numbers(sentence, Role.TOTAL) if _names(sentence, "Y") else ():
        sentence.claim(place, place + 1)
        return token.value
    return None


def term(sentence: Sentence) -> dates.Term | None:
    """When payment is due."""
    for start, end in roles.runs(sentence.roles, Role.DUE):
        if sentence.kinds[start:end] in (lexicon.NUMBER + lexicon.SPAN_OF_TIME,):
            return dates.after(sentence.claim(start, end))
    return None


def _names(sentence: Sentence, kinds: str) -> bool:
    """Whether the sentence has a word for what a tagger found: what nobody named is not there."""
    return any(token.kind in kinds for token in sentence.tokens)


def _numbers(sentence: Sentence, role: Role) -> list[tuple[int, Token]]:
    """The unclaimed numbers of a role."""
    kinds = sentence.kinds
    pairs = zip(sentence.tokens, sentence.roles, strict=True)
    return [
        (place, token) for place, (token, found) in enumerate(pairs) if found is role and kinds[place] == lexicon.NUMBER
    ]

"""Where a reading may be wrong although nothing contradicts it; what is free of doubt is not asked about again."""

from collections.abc import Iterator, Sequence

from app.invoices.records import Doubt, Said, Status
from app.invoices.rules.sentences import lexicon, normalise
from app.invoices.rules.sentences.customer.names import Named
from app.invoices.rules.sentences.heard.grammar import Sentence
from app.invoices.rules.sentences.lines.items import Line

_LONGEST_NAME = 2
_LONGEST_GOODS = 3


def of(said: Said, sentence: Sentence, customer: Named | None, lines: Sequence[Line]) -> tuple[Doubt, ...]:
    """What speaks for a second look at the reading; nothing for a question, or for words without any number."""
    written = {token.kind for token in sentence.tokens}
    if lexicon.NUMBER not in written or (said.status is Status.REJECTED and lexicon.QUESTION in written):
        return ()
    return tuple(_found(said, sentence, customer, lines))


def _found(said: Said, sentence: Sentence, customer: Named | None, lines: Sequence[Line]) -> Iterator[Doubt]:
    if said.status is not Status.DRAFT:
        yield Doubt.NOT_WHOLE
    if customer is None:
        yield Doubt.NO_CUSTOMER
    elif customer.is_placed:
        yield Doubt.PLACED_CUSTOMER
    if customer is not None and customer.end - customer.start > _LONGEST_NAME:
        yield Doubt.LONG_NAME
    if any(line.is_scattered for line in lines):
        yield Doubt.SCATTERED_GOODS
    if any(_words(line.item.description) > _LONGEST_GOODS for line in lines):
        yield Doubt.LONG_GOODS
    if any(line.item.description and normalise.key(line.item.description) in lexicon.UNITS for line in lines):
        yield Doubt.UNIT_AS_GOODS
    unread = sentence.unread()
    if any(token.kind == lexicon.NUMBER for token in unread):
        yield Doubt.UNREAD_NUMBER
    if any(token.kind == lexicon.WORD for token in unread):
        yield Doubt.UNREAD_WORD


def _words(text: str) -> int:
    return len(text.split())

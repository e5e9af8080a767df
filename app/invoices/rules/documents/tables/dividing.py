"""A row cut into the cells of its columns, and whether it is a sum at the foot instead of goods."""

from collections.abc import Mapping, Sequence

from app.invoices.records.pages import Token
from app.invoices.rules.documents.foot import labels
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables import columns
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.spans import Columns
from app.invoices.rules.documents.values import amounts
from app.invoices.rules.documents.values.amounts import Mark

Cells = Mapping[Kind, Sequence[Token]]
_AMOUNTS = columns.NUMERIC - {Kind.SERIAL, Kind.HSN, Kind.GST_RATE, Kind.TAX}
_SPREAD_OVER = _AMOUNTS | {Kind.HSN}
"""Columns over which a long name may run."""
_LEAST_LETTERS = 3
_MOST_WORDS = 14
"""A name of a sum has no more words."""
_PRICED = (Kind.QUANTITY, Kind.PRICE)
_CHARGES = frozenset({labels.FREIGHT, labels.DISCOUNT})
"""Charges that are goods of their own where they have a quantity and a price, or a number among the goods."""
_TAXES = frozenset({labels.CGST, labels.SGST, labels.IGST, labels.CESS, labels.TAX})


def divided(row: Row, of: Columns) -> dict[Kind, list[Token]]:
    """The words of a row by column; words of a text that runs over into a column of numbers stay with the text."""
    cells: dict[Kind, list[Token]] = {}
    if _is_text(row, of):
        return {Kind.DESCRIPTION: list(row.tokens)}
    has_numbers = any(amounts.is_plain(token.text) for token in row.tokens)
    for segment in row.segments:
        last: Kind | None = None
        for before, token in zip((None, *segment.tokens), segment.tokens, strict=False):
            kind = of.heads[of.of(token)].kind
            is_unit = before is not None and _is_unit(segment.tokens[0], before, last, kind)
            if kind is Kind.SERIAL and (last is not None or not _is_serial(token.text)):
                kind = Kind.DESCRIPTION
            is_spread = last is Kind.DESCRIPTION or (has_numbers and is_word(token.text))
            if kind in _SPREAD_OVER and is_spread and not is_unit and not _fits(token.text):
                kind = Kind.DESCRIPTION
            cells.setdefault(kind, []).append(token)
            last = kind
    return cells


def _is_unit(first: Token, before: Token, last: Kind | None, kind: Kind) -> bool:
    """Whether a word behind a quantity is its unit: in the same column, or between it and the price where the quantity
    is the first of its stretch."""
    is_between = kind is Kind.PRICE and first is before
    return last is Kind.QUANTITY and (kind is Kind.QUANTITY or is_between) and amounts.is_plain(before.text)


def _is_serial(text: str) -> bool:
    return text.strip(".()").isdigit() or len(text.strip(".()")) <= 1


def _is_text(row: Row, of: Columns) -> bool:
    """Whether a row is one stretch of text that begins under the description and holds no sum."""
    first = of.heads[of.of(row.tokens[0])].kind
    if len(row.segments) > 1 or first not in (Kind.DESCRIPTION, Kind.SERIAL):
        return False
    return not any(of.heads[of.of(token)].kind in columns.SUMS for token in row.tokens)


def _fits(text: str) -> bool:
    """Whether a word may stand in a column of numbers."""
    return any(character.isdigit() for character in text)


def is_word(text: str) -> bool:
    """Whether a word is text that spreads over columns of numbers, and no unit or currency in one."""
    letters = sum(character.isalpha() for character in text)
    return (
        letters >= _LEAST_LETTERS and not amounts.is_unit(text.strip("()./-")) and amounts.amount(f"{text} 1") is None
    )


def is_foot(row: Row, cells: Cells) -> bool:
    """Whether a row is a sum: its first words are the name of one, and it has no code of goods. A tax with its rate and
    no amount, under a name, is a note of the goods: "GST @ 5%"."""
    if any(is_code(token.text) for token in cells.get(Kind.HSN, ())) or is_rate_note(row.tokens, cells):
        return False
    names = {name for segment in row.segments[:2] if (name := label_of(segment.tokens))}
    names -= _TAXES if Kind.TAX_NAME in cells else set()
    is_numbered = any(token.text.strip(".)").isdigit() for token in cells.get(Kind.SERIAL, ()))
    if is_numbered or all(any(_fits(token.text) for token in cells.get(kind, ())) for kind in _PRICED):
        names -= _CHARGES
    return labels.WORDS in names or (bool(names) and any(amounts.is_plain(token.text) for token in row.tokens))


def is_rate_note(tokens: Sequence[Token], cells: Cells) -> bool:
    """Whether a row under the names of the goods has a percentage and no other number."""
    numbers = [token.text for token in tokens if _fits(token.text)]
    return set(cells) == {Kind.DESCRIPTION} and len(numbers) == 1 and "%" in placing.text(tokens)


def label_of(tokens: Sequence[Token]) -> str | None:
    """What the words before the first amount of a segment call it."""
    words: list[str] = []
    for token in tokens[:_MOST_WORDS]:
        found = amounts.amount(token.text)
        if words and found is not None and not found.is_percent and "%" not in token.text and token.text[0] not in "@(":
            break
        words.append(token.text)
    return labels.meaning(" ".join(words))


def is_code(text: str) -> bool:
    """Whether a word has the form of a code of goods or services."""
    return text.isdigit() and len(text) in (4, 6, 8)


def has_sum(words: Sequence[Token], mark: Mark) -> bool:
    """Whether words of a cell hold a number that is no percentage."""
    whole = amounts.amount(placing.text(words), mark)
    parts = (amounts.amount(token.text, mark) for token in words if amounts.is_plain(token.text, mark))
    found = [whole] if whole is not None else [part for part in parts if part is not None]
    return any(not one.is_percent for one in found)


def has_amount(words: Sequence[Token], mark: Mark) -> bool:
    """Whether words of a cell are, or hold, a number."""
    text = " ".join(token.text for token in words)
    return amounts.amount(text, mark) is not None or any(amounts.is_plain(token.text, mark) for token in words)

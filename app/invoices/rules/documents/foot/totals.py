"""The sums at the foot of a bill: the amount to the right of its name, below it, or under the column that it closes.

Every place that may hold a sum is proposed with a score; which of them is the sum, the solver decides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.invoices.records.extractions import Proposal
from app.invoices.records.pages import Token
from app.invoices.rules.documents.foot import as_said, in_words, labels, parted, rate_rows, whole_goods
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.page.layout import Document, Row, Segment
from app.invoices.rules.documents.tables import Tables, columns, heads
from app.invoices.rules.documents.tables.bodies import Closing
from app.invoices.rules.documents.tables.cells import Number, numbers
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.values import amounts
from app.invoices.rules.documents.values.amounts import Mark

BESIDE, BELOW, BEFORE, IN_COLUMN = 0.9, 0.6, 0.55, 0.7
BETWEEN, BEFORE_TAX = 0.3, 0.6
"""Scores by where the amount stands: right of its name, under it, left of it, in the closing row of a table; and what
keeps of it a sum between two lines of goods, most of which are of one of them, and a final sum above the taxes."""
_TAXES = frozenset({labels.CGST, labels.SGST, labels.IGST, "totals.tax"})
INTERNAL = {labels.TAX: "totals.tax", labels.TOTAL: "totals.total"}
"""Sums without a path of their own, which help others to close; the solver leaves them out at the end."""
_AGREED = frozenset({labels.WORDS, labels.NONE})
_BESIDE_AMOUNTS = frozenset({"rs", "inr", "rm", "usd", "eur", "pln", "dr", "cr", "on"})
_ABOVE = frozenset({labels.GRAND, labels.DUE})
"""Sums that some papers show above their goods."""
_MOST_READINGS = 3
_MOST_WORDS = 14
"""A name of a sum has no more words."""
_NEAR = 3.0
"""An amount further below its name than this many heights of it is none of its own."""


def proposals(document: Document, read: Tables) -> list[Proposal]:
    """Every reading of every sum, `totals.<name>`, and the amount in words.

    What stands above the goods is no sum of them, but for a box that tells what is to be paid: "Net 30" are terms.
    """
    mark = amounts.decimal_mark(token.text for row in document.rows for token in row.tokens)
    taken = read.taken | {closing.row for closing, meaning in read.closing if _is_columned(closing, meaning)}
    goods = [line.row for line, _ in read.lines]
    first, last = min(goods, default=0), max(goods, default=0)
    found: list[Proposal] = []
    rows = parted.rows(document.rows)
    for number, whole in enumerate(rows):
        row = whole if number not in taken else heads.sum_beside(whole)
        if row is not None:
            below = rows[number + 1] if number + 1 < len(rows) else None
            sums = _in_row(row, below, mark)
            found.extend(
                _weakened(one, BETWEEN) if first < number < last else one
                for one in sums
                if number >= first or one.path in _ABOVE
            )
    columned = [
        one
        for closing, meaning in read.closing
        if closing.label is None or closing.row in taken
        for one in _closing(closing, meaning, mark)
    ]
    found.extend(_before_tax(found))
    found.extend(whole_goods.proposals(rows, read, mark))
    by_rate = rate_rows.sums(rate_rows.found(rows, mark, taken=read.taken))
    paths = {one.path for one in by_rate}
    kept = (one for one in (*found, *columned) if one.path not in paths or one in columned)
    said = list(in_words.proposals(rows))
    return [*kept, *by_rate, *said, *as_said.proposals(rows, said, mark)]


def _before_tax(found: Sequence[Proposal]) -> list[Proposal]:
    """What is called a whole sum but stands above the taxes, "Net Amount", as what is taxed."""
    first = min((_height(one) for one in found if one.path in _TAXES), default=(0, 0.0))
    return [
        replace(_weakened(one, BEFORE_TAX), path=labels.TAXABLE)
        for one in found
        if one.path in (labels.GRAND, INTERNAL[labels.TOTAL]) and _height(one) < first
    ]


def _height(proposal: Proposal) -> tuple[int, float]:
    """Its page, and how far down it stands."""
    found = proposal.found
    return found.page or 0, found.box.top if found.box else 0.0


def _weakened(proposal: Proposal, share: float) -> Proposal:
    return replace(proposal, found=replace(proposal.found, confidence=proposal.found.confidence * share))


_COLUMNS: Mapping[Kind, Sequence[tuple[str, float]]] = {
    Kind.TAXABLE: ((labels.TAXABLE, 1.0),),
    Kind.GROSS: ((labels.SUBTOTAL, 0.8),),
    Kind.TOTAL: ((labels.GRAND, 0.7),),
    **{head: ((f"totals.{head.value}", 1.0),) for head in columns.HEADS},
    Kind.TAX: ((labels.TAX, 1.0),),
}
"""What the sum of a column is, and how surely."""


def _is_columned(closing: Closing, meaning: Mapping[Kind, Kind]) -> bool:
    """Whether a row holds sums of several columns, so that its last amount is none of its name's."""
    return sum(meaning.get(kind, kind) in _COLUMNS for kind in closing.cells) > 1


def _closing(closing: Closing, meaning: Mapping[Kind, Kind], mark: Mark) -> Iterator[Proposal]:
    """The sums that stand under their columns."""
    for kind, tokens in closing.cells.items():
        found = [number for number in numbers(tokens, mark) if not number.is_percent]
        for path, weight in _COLUMNS.get(meaning.get(kind, kind), ()) if found else ():
            yield from _proposed(path, found[-1], closing.page, IN_COLUMN * weight)


def _in_row(row: Row, below: Row | None, mark: Mark) -> Iterator[Proposal]:
    """The sums that a row names; the amounts between one name and the next are those of the first."""
    place = 0
    while place < len(row.segments):
        named = _named(row.segments[place])
        if named is None:
            place += 1
            continue
        path, label, rest = named
        end = place + 1
        while end < len(row.segments) and _is_value(row.segments[end], mark):
            end += 1
        tokens = [*rest, *(token for segment in row.segments[place + 1 : end] for token in segment.tokens)]
        yield from _amounts(path, tokens, row.page, mark, BESIDE)
        if not tokens and place and _is_value(row.segments[place - 1], mark):
            yield from _amounts(path, row.segments[place - 1].tokens, row.page, mark, BEFORE)
        if below is not None and below.page == row.page and not any(map(_has_digit, tokens)):
            yield from _below(path, [*label, *tokens], below, mark)
        place = end


def _named(segment: Segment) -> tuple[str, tuple[Token, ...], tuple[Token, ...]] | None:
    """The path that the first words of a segment name, these words, and those behind them; an amount is no part of a
    name that is one without it."""
    found = None
    for end in range(min(len(segment.tokens), _MOST_WORDS), 0, -1):
        path = labels.meaning(placing.text(segment.tokens[:end]))
        rest = segment.tokens[end:]
        if path is not None and all(_is_numeric(token) for token in rest):
            found = found or (path, segment.tokens[:end], rest)
            if not _ends_in_sum(segment.tokens[:end]):
                return path, segment.tokens[:end], rest
    return found


def _ends_in_sum(tokens: Sequence[Token]) -> bool:
    return amounts.is_plain(tokens[-1].text) and any(mark in tokens[-1].text for mark in ".,")


def _has_digit(token: Token) -> bool:
    return any(character.isdigit() for character in token.text)


def _is_numeric(token: Token) -> bool:
    has_digits = _has_digit(token)
    has_letters = any(character.isalpha() for character in token.text)
    return has_digits or not has_letters or token.text.casefold().strip(".") in _BESIDE_AMOUNTS


def _is_value(segment: Segment, mark: Mark) -> bool:
    """Whether a segment goes on with amounts: nothing but numbers, signs, currency, and units behind a number."""
    first, *rest = segment.tokens
    is_numeric = _is_numeric(first) and all(_is_numeric(token) or amounts.is_unit(token.text) for token in rest)
    return is_numeric and _named(segment) is None


def _amounts(path: str, tokens: Sequence[Token], page: int, mark: Mark, score: float) -> Iterator[Proposal]:
    """The amounts behind a name: the last is the sum, one before it may be; percentages and quantities are none."""
    found = [number for number in numbers(tokens, mark) if not (number.is_percent or amounts.is_unit(number.unit))]
    for distance, number in enumerate(reversed(found[-2:])):
        yield from _proposed(path, number, page, score if distance == 0 else score / 3)


def _proposed(path: str, number: Number, page: int, score: float) -> Iterator[Proposal]:
    target = INTERNAL.get(path, path)
    if path in _AGREED:
        return
    certainty = min(token.confidence for token in number.tokens)
    for reading in number.readings[:_MOST_READINGS]:
        value = abs(reading.value) if path in (labels.DISCOUNT, labels.PAID) else reading.value
        weight = score * reading.score * certainty
        yield placing.proposed(target, value, number.tokens, page=page, score=weight)


def _below(path: str, label: Sequence[Token], row: Row, mark: Mark) -> Iterator[Proposal]:
    """The amount under a name, where names stand in a line over their amounts."""
    left, right = label[0].box.left, label[-1].box.right
    for segment in row.segments:
        is_under = min(right, segment.box.right) - max(left, segment.box.left) > 0
        is_near = segment.box.top - label[0].box.bottom < _NEAR * label[0].box.height
        if is_under and is_near and _is_value(segment, mark):
            yield from _amounts(path, segment.tokens, row.page, mark, BELOW)

"""Where a stranger's paper has its words: without rulings, crowded, off the line, glued, over two lines."""

from collections.abc import Sequence
from dataclasses import replace

from app.invoices.records.pages import Box, Page, Token
from app.invoices.training.strangers import boxes
from app.simulate.chance import Chance


def unruled(page: Page, chance: Chance, names: Sequence[str], kept: frozenset[str]) -> Page:
    """No lines are drawn."""
    return replace(page, rulings=())


def crowded(page: Page, chance: Chance, names: Sequence[str], kept: frozenset[str]) -> Page:
    """In a band of the page words stand as near to each other as words of one sentence, in wider letters."""
    top, factor = chance.between(0.0, 0.8), chance.between(1.2, 2.0)
    return replace(
        page,
        rulings=(),
        tokens=tuple(
            _widened(token, factor, page.tokens) if top <= token.box.middle <= top + 0.25 else token
            for token in page.tokens
        ),
    )


def _widened(token: Token, factor: float, others: Sequence[Token]) -> Token:
    box = token.box
    beside = (
        other.box.left
        for other in others
        if other.box.left > box.left and abs(other.box.middle - box.middle) < box.height / 2
    )
    right = min(box.left + box.width * factor, min(beside, default=1.0) - box.height / 4)
    return replace(token, box=replace(box, right=max(box.right, right)))


def lowered(page: Page, chance: Chance, names: Sequence[str], kept: frozenset[str]) -> Page:
    """What stands in one column is printed half a line lower."""
    left, share = chance.between(0.3, 0.9), chance.between(0.3, 0.7)
    return replace(
        page,
        tokens=tuple(
            boxes.moved(token, down=token.box.height * share) if left <= token.box.left <= left + 0.12 else token
            for token in page.tokens
        ),
    )


def broken(page: Page, chance: Chance, names: Sequence[str], kept: frozenset[str]) -> Page:
    """A name goes on in a second line, and all below stands lower."""
    for name in chance.some(names, 1):
        words = name.split()
        texts = [token.text for token in page.tokens]
        at = next((at for at in range(len(texts)) if texts[at : at + len(words)] == words), None)
        if at is not None and len(words) > 1:
            return _wrapped(page, at, at + len(words) - 1)
    return page


def _wrapped(page: Page, first: int, last: int) -> Page:
    """The page with its word `last` under its word `first`."""
    start = page.tokens[first].box
    line = start.height * 1.25
    tokens = [boxes.moved(one, down=line) if one.box.top > start.bottom else one for one in page.tokens]
    box = page.tokens[last].box
    below = Box(start.left, start.top + line, start.left + box.width, start.bottom + line)
    tokens[last] = replace(page.tokens[last], box=below, piece=max(one.piece for one in tokens) + 1)
    lower = tuple(boxes.lowered(one, line) if one.top > start.bottom else one for one in page.rulings)
    return replace(page, tokens=tuple(tokens), rulings=lower)


def glued(page: Page, chance: Chance, names: Sequence[str], kept: frozenset[str]) -> Page:
    """Some words that stand side by side are one."""
    share, tokens = chance.between(0.02, 0.15), list[Token]()
    for token in page.tokens:
        last = tokens[-1] if tokens else None
        if last is not None and last.piece == token.piece and _is_beside(last, token) and chance.happens(share):
            box = replace(last.box, right=token.box.right)
            tokens[-1] = replace(last, text=last.text + token.text, box=box)
        else:
            tokens.append(token)
    return replace(page, tokens=tuple(tokens))


def _is_beside(one: Token, other: Token) -> bool:
    return one.box.left < other.box.left and abs(one.box.middle - other.box.middle) < one.box.height / 2


def stacked(page: Page, chance: Chance, names: Sequence[str], kept: frozenset[str]) -> Page:
    """Percentages stand in brackets under the amounts at their right, and rows are two lines high."""
    for number in range(len(page.tokens)):
        token = page.tokens[number]
        beside = [one for one in page.tokens if _is_beside(token, one) and "." in one.text]
        if _is_percentage(token) and beside:
            page = _under(page, number, min(beside, key=lambda one: one.box.left))
    lowest = max((one.box.bottom for one in page.tokens), default=1.0)
    return _flattened(page, lowest) if lowest > 1 else page


def _is_percentage(token: Token) -> bool:
    return token.text.endswith("%") and token.text[:1].isdigit()


def _under(page: Page, number: int, over: Token) -> Page:
    """The page with one word under another; what stands below both makes room once."""
    moved, box = page.tokens[number], over.box
    line = box.height * 1.25
    below = Box(box.right - moved.box.width, box.top + line, box.right, box.bottom + line)
    is_free = not any(boxes.touches(replace(below, left=0.0, right=1.0), one.box) for one in page.tokens)
    down = 0.0 if is_free else line
    tokens = [boxes.moved(one, down=down) if one.box.top >= box.bottom - box.height / 4 else one for one in page.tokens]
    last = max(one.piece for one in tokens) + 1
    tokens[number] = replace(moved, text=f"({moved.text})", box=below, piece=last)
    rulings = tuple(boxes.lowered(one, down) if one.top >= box.bottom else one for one in page.rulings)
    return replace(page, tokens=tuple(tokens), rulings=rulings)


def _flattened(page: Page, by: float) -> Page:
    """The page so much longer, in shares of the new height."""
    tokens = tuple(replace(one, box=_shortened(one.box, by)) for one in page.tokens)
    rulings = tuple(_shortened(one, by) for one in page.rulings)
    return replace(page, height=page.height * by, tokens=tokens, rulings=rulings)


def _shortened(box: Box, by: float) -> Box:
    return replace(box, top=box.top / by, bottom=box.bottom / by)

"""How a line looks, hashed: its words, its letters in threes, its form, its place, and the same of its neighbours."""

from collections.abc import Iterator, Sequence

from app.invoices.rules.documents.receipts import cues, letters
from app.invoices.rules.documents.receipts.lines import Line
from ml_models.receipt_fields.records import Ids

HEAD = 40
"""Lines that may name the shop: in 320 receipts company and address ended before the 40th in all but one."""


def of_head(lines: Sequence[Line]) -> tuple[Ids, ...]:
    """The looks of the first lines, each with its neighbours."""
    head = lines[:HEAD]
    own = [list(_own(line.text)) for line in head]
    found = []
    for place, line in enumerate(head):
        seen = [*own[place], *_placed(line, place)]
        for name, at in (("<", place - 1), ("<<", place - 2), (">", place + 1), (">>", place + 2)):
            neighbour = _brief(head[at].text) if 0 <= at < len(head) else ["edge"]
            seen.extend(f"{name}{one}" for one in neighbour)
        found.append(letters.places(seen))
    return tuple(found)


def _own(text: str) -> Iterator[str]:
    yield f"line:{letters.only(text)}"
    words = text.split()
    yield from (f"word:{letters.only(word)}" for word in words)
    padded = f"^{text}$"
    yield from (f"three:{padded[at : at + 3]}" for at in range(len(padded) - 2))
    yield from _brief(text)


def _brief(text: str) -> list[str]:
    words = text.split()
    told = [f"sign:{name}" for name, is_so in cues.told(text).items() if is_so]
    edges = [f"first:{letters.only(words[0])}", f"last:{letters.only(words[-1])}"] if words else []
    return [
        *told,
        *edges,
        f"form:{letters.pattern(text)[:12]}",
        f"ends:{text[-1:] if not text[-1:].isalnum() else 'A'}",
    ]


def _placed(line: Line, place: int) -> Iterator[str]:
    yield f"place:{min(place, 12)}"
    yield f"long:{min(len(line.text) // 6, 8)}"
    yield f"centre:{round(line.box.centre * 5)}"
    yield f"row:{min(line.row, 12)}"

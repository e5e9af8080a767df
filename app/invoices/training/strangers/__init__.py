"""Pages as hands would print them that nobody has seen: labels that no table knows, words without their gaps, tables
without rulings, columns off their line, names over two lines, captions with figures of their own.

What the paper says stays as it is; only how well it can be read does not. So a learned sureness meets wrong readings in
the measure in which papers of strangers have them, and not only those of the generator's own hands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.invoices.records.pages import Page, Pages
from app.invoices.rules.documents.labels import known_labels
from app.invoices.training.strangers import layouts, words
from app.simulate.chance import Chance

_MOST_CHANGES = 3
Change = Callable[[Page, Chance, Sequence[str], frozenset[str]], Page]
CHANGES: tuple[Change, ...] = (
    *(words.renamed, words.renamed, words.unlabelled, words.captioned),
    *(layouts.unruled, layouts.crowded, layouts.lowered, layouts.broken, layouts.glued, layouts.stacked),
)
"""Labels are what strangers' papers differ in most, so that change is twice as likely as any other."""


def printed(pages: Pages, chance: Chance, truth: Mapping[str, Any]) -> Pages:
    """The pages in a stranger's hand, by one to three changes. truth : what the paper says, in the form of the wire"""
    names = [str(truth[party]["name"]) for party in ("supplier", "buyer") if truth[party]["name"]]
    kept = frozenset(known_labels.folded(word) for text in _texts(truth) for word in text.split())
    changed = list(pages.pages)
    for change in chance.some(CHANGES, chance.whole(1, _MOST_CHANGES)):
        changed = [change(page, chance, names, kept) for page in changed]
    return replace(pages, pages=tuple(changed))


def _texts(value: Any) -> list[str]:
    """Every text of an object of the wire."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return [text for one in inner for text in _texts(one)]

"""Which goods of the business a said line means, and what is usual for them: offered where it was not said.

The exact name wins, then the only one with all of the said words, then the clearly nearest spelling. Two that fit
equally well mean nothing is offered: a wrong price is worse than none.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from app.invoices.records import Said
from app.invoices.records.completions import Goods, Suggestion
from app.invoices.rules.sentences import normalise

NEAR = 0.85
CLEARLY = 0.05

Index = Sequence[tuple[str, Goods]]


def key(name: str) -> str:
    """What spellings of one name have in common: case, punctuation and blanks do not count."""
    folded = normalise.plain(name).casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in folded).split())


def indexed(goods: Iterable[Goods]) -> Index:
    """The goods by their keys."""
    return tuple((key(one.name), one) for one in goods)


def meant(description: str, index: Index) -> Goods | None:
    """The goods that a description names; None where none or several do."""
    wanted = key(description)
    if not wanted:
        return None
    exact = [one for known, one in index if known == wanted]
    if exact:
        return exact[0]
    words = set(wanted.split())
    wider = [one for known, one in index if words <= set(known.split())]
    return _nearest(wanted, index) if not wider else wider[0] if len(wider) == 1 else None


def suggestions(said: Said, listed: Index, sold: Index) -> Iterator[Suggestion]:
    """What is usual for each line: by the last invoice with it, else by the list of products."""
    for number, item in enumerate(said.items):
        product, last = meant(item.description, listed), meant(item.description, sold)
        known = last or product
        if known is None:
            continue
        is_unpriced = item.unit_price is None and item.amount is None
        rate = said.gst_rate_percent if item.gst_rate_percent is None else item.gst_rate_percent
        usual_price = product.unit_price if product and product.unit_price else known.unit_price
        yield Suggestion(
            item=number,
            name=known.name,
            unit_price=usual_price if is_unpriced else None,
            unit=known.unit if item.unit is None else None,
            gst_rate_percent=known.gst_rate_percent if rate is None else None,
            hsn_code=known.hsn_code,
            product_id=product.product_id if product else None,
        )


def _nearest(wanted: str, index: Index) -> Goods | None:
    near = sorted(
        ((_similarity(wanted, known), place) for place, (known, _) in enumerate(index)), key=lambda pair: -pair[0]
    )
    near = [pair for pair in near[:2] if pair[0] >= NEAR]
    if not near or (len(near) == 2 and near[0][0] - near[1][0] < CLEARLY):
        return None
    return index[near[0][1]][1]


def _similarity(wanted: str, known: str) -> float:
    matcher = SequenceMatcher(None, wanted, known, autojunk=False)
    may_be_near = matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR
    return matcher.ratio() if may_be_near else 0.0

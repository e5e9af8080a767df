"""What the tagger is for: how many whole drafts come out right with its help, and how many by the grammar alone."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from app.invoices.records import Said, SaidItem, Span, Status
from app.invoices.rules.sentences import assemble, customers, filling, sentence
from app.simulate.sentences import Meant, MeantItem, Sentence
from ml_models.evaluation import bootstrap
from ml_models.evaluation.arrays import FloatArray
from ml_models.evaluation.records import Metric

ON = date(2026, 4, 10)


def metrics(cases: Sequence[Sentence], tags: Sequence[Sequence[Span]], *, seed: int) -> tuple[Metric, ...]:
    """The share of sentences that ask for an invoice whose whole draft is right, alone and with the tags."""
    pairs = [(case, spans) for case, spans in zip(cases, tags, strict=True) if case.meant is not None]
    alone = [_read(case.text, ()) for case, _ in pairs]
    helped = [_helped(plain, case.text, spans) for plain, (case, spans) in zip(alone, pairs, strict=True)]
    found = {
        "drafts_right_by_the_grammar_alone": _right(alone, pairs),
        "drafts_right_with_the_tagger": _right(helped, pairs),
    }
    shares = {name: partial(_share, right) for name, right in found.items()}
    groups = np.arange(len(pairs), dtype=np.int64)
    return tuple(
        Metric(name, *figures, cases=len(pairs))
        for name, figures in bootstrap.intervals(shares, groups, seed=seed).items()
    )


def is_right(said: Said, meant: Meant) -> bool:
    """Whether the whole draft is what was meant."""
    return (
        said.status is Status.DRAFT
        and customers.key(said.customer_name or "") == customers.key(meant.customer)
        and len(said.items) == len(meant.items)
        and all(_is_line(said, item, line) for item, line in zip(said.items, meant.items, strict=True))
        and (said.gst_rate_percent == meant.gst_rate or any(line.gst_rate is not None for line in meant.items))
        and (said.discount and (said.discount.kind, said.discount.value)) == meant.discount
        and said.payment_mode == meant.payment_mode
        and said.due_in_days == meant.due_in_days
    )


def _is_line(said: Said, item: SaidItem, line: MeantItem) -> bool:
    return (
        customers.key(item.description) == customers.key(line.description)
        and (item.quantity, assemble.unit_price(item)) == (line.quantity, line.price)
        and (line.unit is None or item.unit == line.unit)
        and (line.gst_rate is None or assemble.rate_of(item, said) == line.gst_rate)
    )


def _read(text: str, spans: Sequence[Span]) -> Said:
    return sentence.read(text, on=ON, spans=spans)


def _helped(plain: Said, text: str, spans: Sequence[Span]) -> Said:
    filled = _read(text, spans) if filling.is_open(plain) else plain
    return filled if filled is not plain and filling.is_better(plain, filled) else plain


def _right(said: Sequence[Said], pairs: Sequence[tuple[Sentence, Any]]) -> FloatArray:
    right = [case.meant is not None and is_right(one, case.meant) for one, (case, _) in zip(said, pairs, strict=True)]
    return np.array(right, dtype=np.float64)


def _share(right: FloatArray, weights: FloatArray) -> float | None:
    total = float(np.sum(weights))
    return float(np.sum(right * weights)) / total if total else None

"""What the second stage weighs: what the rules saw, what the first stage says, and what is remembered."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ml_models.receipt_fields.records import Candidate, Field

Array = Any
SPANS: tuple[Field, ...] = ("company", "address")
HEADS = ("company", "company_first", "address", "address_first", "address_last")
"""What the first stage says of a line."""


def of_spans(candidates: Sequence[Candidate], said: Array, known: Array) -> Array:
    """(n, columns) for runs of lines.

    said : (lines, heads) log-odds of the first stage; known : (n, keys) how often each key was right elsewhere
    """
    starts = np.array([one.start for one in candidates])
    ends = np.array([one.end for one in candidates])
    size = ends - starts
    edged = np.vstack([np.full((1, said.shape[1]), -12.0), said, np.full((1, said.shape[1]), -12.0)])
    sums = np.vstack([np.zeros((1, said.shape[1])), np.cumsum(said, axis=0)])
    inside = sums[ends] - sums[starts]
    worst = np.array([said[a:b].min(axis=0) for a, b in zip(starts, ends, strict=True)])
    parts = [inside / size[:, None], worst, edged[starts + 1], edged[ends], edged[starts], edged[ends + 1]]
    gain = _gains(edged, starts, ends)
    return np.column_stack([_cues(candidates), *parts, gain, gain - gain.max(axis=0), _known(known)])


def of_values(candidates: Sequence[Candidate], said: Array) -> Array:
    """(n, columns) for amounts and days. said : (n,) log-odds of the first stage."""
    order = np.argsort(np.argsort(-said))
    return np.column_stack([_cues(candidates), said, said - said.max(), order])


def _gains(edged: Array, starts: Array, ends: Array) -> Array:
    """How likely the run is as a whole: its lines in, its first the first, its last the last. (n, 2)"""
    company, company_first, address, first, last = edged.T
    total = np.concatenate([[0.0], np.cumsum(np.column_stack([company, address])[1:-1], axis=0)[:, 0]])
    inside_company = total[ends] - total[starts] + company_first[starts + 1]
    total = np.concatenate([[0.0], np.cumsum(address[1:-1])])
    inside_address = total[ends] - total[starts] + first[starts + 1] + last[ends]
    return np.column_stack([inside_company, inside_address])


def _known(known: Array) -> Array:
    """The counts, and whether another candidate of the receipt is better known."""
    return np.column_stack([np.minimum(known, 5), known.max(axis=0) - known])


def _cues(candidates: Sequence[Candidate]) -> Array:
    return np.array([one.cues for one in candidates], dtype=np.float64)

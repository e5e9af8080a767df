"""What the second stage weighs: what the rules saw, what the first stage says, and what is remembered."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ml_models.receipt_fields.records import Candidate, Field

Array = Any
SPANS: tuple[Field, ...] = ("company", "address")
HEADS = ("company", "company_first", "address", "address_first", "address_last")
"""What the first stage says of a line."""


SHORTLIST = 24
"""Runs of lines that are weighed of some hundred: out of fold they held every right one of 320 receipts."""
FAR = 20
"""Lines between a name and an address from where on more say no more."""


def shortlist(gain: Array, known: Array) -> Array:
    """Numbers of the candidates worth weighing, ascending: the likeliest as a whole, and all that are remembered."""
    likeliest = np.argsort(-gain, kind="stable")[:SHORTLIST]
    return np.union1d(likeliest, np.flatnonzero(known.max(axis=1) > 0)).astype(np.int64)


def of_spans(candidates: Sequence[Candidate], said: Array, known: Array, other: Candidate) -> Array:
    """(n, columns) for runs of lines.

    said : (lines, heads) log-odds of the first stage; known : (n, keys) how often each key was right elsewhere
    other : the likeliest run of the other field: a shop's address mostly stands below its name
    """
    starts = np.array([one.start for one in candidates])
    ends = np.array([one.end for one in candidates])
    size = ends - starts
    edged = np.vstack([np.full((1, said.shape[1]), -12.0), said, np.full((1, said.shape[1]), -12.0)])
    sums = np.vstack([np.zeros((1, said.shape[1])), np.cumsum(said, axis=0)])
    inside = sums[ends] - sums[starts]
    worst = np.array([said[a:b].min(axis=0) for a, b in zip(starts, ends, strict=True)])
    parts = [inside / size[:, None], worst, edged[starts + 1], edged[ends], edged[starts], edged[ends + 1]]
    gain = gains(candidates, said)
    apart = np.clip(np.column_stack([other.start - ends, starts - other.end]), -FAR, FAR)
    return np.column_stack([_cues(candidates), *parts, gain, gain - gain.max(axis=0), _known(known), apart])


def of_values(candidates: Sequence[Candidate], said: Array) -> Array:
    """(n, columns) for amounts and days, each also beside the largest of its receipt. said : (n,) log-odds"""
    order = np.argsort(np.argsort(-said, kind="stable"), kind="stable")
    own = np.column_stack([_cues(candidates), said, order])
    return np.hstack([own, own - own.max(axis=0)])


def gains(candidates: Sequence[Candidate], said: Array) -> Array:
    """How likely each run is as a whole, as a name and as an address, (n, 2): all its lines, its first and its last."""
    starts, ends = np.array([one.start for one in candidates]), np.array([one.end for one in candidates])
    sums = np.vstack([np.zeros((1, said.shape[1])), np.cumsum(said, axis=0)])
    inside = sums[ends] - sums[starts]
    name = inside[:, HEADS.index("company")] + said[starts, HEADS.index("company_first")]
    first, last = said[starts, HEADS.index("address_first")], said[ends - 1, HEADS.index("address_last")]
    return np.column_stack([name, inside[:, HEADS.index("address")] + first + last])


def _known(known: Array) -> Array:
    """The counts, and whether another candidate of the receipt is better known."""
    return np.column_stack([np.minimum(known, 5), known.max(axis=0) - known])


def _cues(candidates: Sequence[Candidate]) -> Array:
    return np.array([one.cues for one in candidates], dtype=np.float64)

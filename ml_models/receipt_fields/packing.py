"""A receipt's evidence as one line of text, as tests and kept examples have it: numbers only, compressed."""

import base64
import json
import zlib
from typing import Any

from ml_models.receipt_fields.records import FIELDS, HASHES, Candidate, Evidence, Field

MOST_BYTES = 8 * 1024 * 1024
"""Of unpacked evidence: the largest of 320 receipts has 0.4 MB."""


def question(field: Field, evidence: Evidence) -> str:
    """One field of one receipt, as `ReceiptFields.rank` is asked."""
    return f"{field} {packed(evidence)}"


def asked(text: str) -> tuple[Field, Evidence]:
    """The field and the evidence again. Raises `ValueError` for a text that is no question."""
    field, _, content = text.partition(" ")
    if field not in FIELDS:
        raise ValueError(f"{field[:20]!r} is no field of a receipt")
    return field, unpacked(content)


def label(place: int) -> str:
    """The name of candidate number `place` in an answer; all have the same length."""
    return f"{place:05}"


def packed(evidence: Evidence) -> str:
    """The evidence as text; the same evidence gives the same text."""
    said: dict[str, Any] = {"lines": evidence.lines}
    for field, candidates in evidence.candidates.items():
        said[field] = [(one.start, one.end, _rounded(one), one.ids, one.keys) for one in candidates]
    content = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpacked(text: str) -> Evidence:
    """The evidence again. Raises `ValueError` when the text is not what `packed` writes."""
    try:
        opener = zlib.decompressobj()
        said = json.loads(opener.decompress(base64.b64decode(text, validate=True), MOST_BYTES))
        lines = tuple(_places(line) for line in said["lines"])
        candidates = {field: tuple(_candidate(*one, lines=len(lines)) for one in said[field]) for field in FIELDS}
    except (zlib.error, KeyError, TypeError) as wrong:
        raise ValueError("the text holds no evidence of a receipt") from wrong
    return Evidence(lines, candidates)


def _candidate(start: int, end: int, cues: list[float], ids: list[int], keys: list[int], *, lines: int) -> Candidate:
    if not ids and not 0 <= start < end <= lines:
        raise ValueError("a candidate stands in lines that are not there")
    return Candidate(int(start), int(end), tuple(map(float, cues)), _places(ids), tuple(map(int, keys)))


def _rounded(one: Candidate) -> list[float]:
    """Cues as they are kept; whole numbers without a point."""
    rounded = (round(cue, 4) for cue in one.cues)
    return [int(cue) if cue == int(cue) else cue for cue in rounded]


def _places(ids: list[int]) -> tuple[int, ...]:
    if any(type(one) is not int or not 0 <= one < HASHES for one in ids):
        raise ValueError("a hashed place lies outside of the table")
    return tuple(ids)

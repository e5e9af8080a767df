"""A document with what persons have set right in it.

Steps are applied in their order. A line from which everything was taken is gone, and the others keep their numbers: a
request that is repeated must never mean another line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from app.intake.records import Change, CorrectionRefused
from app.intake.rules import following, kinds, values
from app.invoices.records.extractions import DocumentType, Extraction, Found, Value
from app.invoices.records.pages import Source

MOST_AT_ONCE, MOST_STEPS = 500, 1000
"""Values in one step, and steps of one document: all of them are gone through whenever it is shown."""
SURE = 1.0
NO_SUCH_FIELD = "A document has no such field."


@dataclass(frozen=True, slots=True)
class Corrected:
    """The document, and the paths whose value a person gave."""

    extraction: Extraction
    paths: frozenset[str] = frozenset()


def read(sent: Mapping[str, Any]) -> following.Values:
    """The corrections that were sent, each as its field holds it. Raises `CorrectionRefused` naming each wrong one."""
    found: dict[str, Value | None] = {}
    wrong: dict[str, str] = {}
    for path, value in sent.items():
        kind = kinds.kind_of(path)
        try:
            if kind is None:
                raise values.Unfit(NO_SUCH_FIELD)
            found[path] = None if value is None else values.read(kind, value)
        except values.Unfit as unfit:
            wrong[path[:100]] = str(unfit)
    if found.get(kinds.DOCUMENT_TYPE, "") is None:
        wrong[kinds.DOCUMENT_TYPE] = "Every document is of some type; “other” is one, too."
    if wrong:
        raise CorrectionRefused(wrong)
    return found


def corrected(extraction: Extraction, changes: Iterable[Change]) -> Corrected:
    """The document after all steps."""
    told = Corrected(extraction)
    for _, step in groupby(sorted(changes, key=lambda one: one.step), key=lambda one: one.step):
        told = _stepped(told, {change.path: change.value for change in step})
    return told


def news(told: Corrected, sent: following.Values) -> dict[str, Value | None]:
    """Those of the values that are not the document's already."""
    return {path: value for path, value in sent.items() if _value(told.extraction, path) != value}


def _value(extraction: Extraction, path: str) -> Value | None:
    return extraction.document_type.value if path == kinds.DOCUMENT_TYPE else extraction.value(path)


def _stepped(told: Corrected, new: following.Values) -> Corrected:
    fields, paths = dict(told.extraction.fields), set(told.paths)
    for path, value in {**following.followers(fields, new), **new}.items():
        if path == kinds.DOCUMENT_TYPE:
            continue
        if value is None:
            fields.pop(path, None)
            paths.discard(path)
        else:
            fields[path] = _found(fields.get(path), value)
            paths.add(path)
    document_type = DocumentType(str(new.get(kinds.DOCUMENT_TYPE) or told.extraction.document_type))
    kept = replace(told.extraction, document_type=document_type, fields=fields, auto_accept=False)
    return Corrected(kept, frozenset(paths))


def _found(before: Found | None, value: Value) -> Found:
    """The value where it was read; nowhere where nothing was."""
    if before is None:
        return Found(value, "", None, None, Source.DERIVED, SURE)
    return replace(before, value=value, confidence=SURE)

"""Everything that can be said of a file without opening it: for an admin who has to decide what to do with it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from ml_models import manifests
from ml_models.contracts import Bundle, RefusedModel
from ml_models.inspection import pickle_listing, pickles
from ml_models.inspection.door import inspected
from ml_models.inspection.records import Inspection

MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Report:
    """Lines of a table (what, value), and whether the file would be taken."""

    lines: tuple[tuple[str, str], ...]
    is_good: bool
    found: Inspection | None = None


def report(content: bytes, *, filename: str, checked: Callable[[Bundle], str]) -> Report:
    """What is found in a file. `checked` says in words how a bundle's signature stands; it refuses nothing here."""
    lines = [("file", filename), ("size", f"{len(content):,} bytes"), ("SHA-256", hashlib.sha256(content).hexdigest())]
    signatures: list[str] = []
    try:
        found = inspected(content, filename=filename, vouched=lambda opened: signatures.append(checked(opened)))
    except RefusedModel as refused:
        listing = _of_pickle(content) if refused.code in ("pickle", "compressed") else []
        lines += [*_signed(signatures), *listing, ("verdict", f"refused ({refused.code}): {refused.reason}")]
        return Report(tuple(lines), is_good=False)
    lines += [("what it is", found.what), ("kind", found.kind.value)]
    lines += [("written with", ", ".join(f"{name} {version}" for name, version in sorted(found.frameworks.items())))]
    lines += [("inside", name) for name in found.inside[:MOST_NAMES]]
    if found.manifest:
        said = manifests.as_mapping(found.manifest)
        lines += [(f"manifest: {name}", _short(said[name])) for name in sorted(said) if said[name]]
    return Report((*lines, *_signed(signatures)), is_good=True, found=found)


def _of_pickle(content: bytes) -> list[tuple[str, str]]:
    listing = pickle_listing.listed(content)
    kind = f"pickle, packed with {pickles.compression(content)}" if pickles.compression(content) else "pickle"
    lines = [("what it is", kind)] + [("it would import", name) for name in listing.names[:MOST_NAMES]]
    if len(listing.names) > MOST_NAMES:
        lines.append(("it would import", f"... and {len(listing.names) - MOST_NAMES} more"))
    if not listing.is_whole:
        lines.append(("note", "reading along ended before the pickle did, so it may import more than is listed"))
    return lines


def _signed(signatures: list[str]) -> list[tuple[str, str]]:
    return [("signature", words) for words in signatures]


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:200]} ..."

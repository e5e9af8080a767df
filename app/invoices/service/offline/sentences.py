"""A file of sentences becomes drafts, with the tagger of this release and without a server or database."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.invoices.records import MAX_TEXT_LENGTH, TAGGER, BadSentences, Generation, Said, Status
from app.invoices.rules import VERSION
from app.invoices.rules.sentences import filling, normalise
from app.invoices.service.sentences import drafted, taken
from app.invoices.service.tagging import LONGEST, Tags
from app.model_registry.records import Served
from app.model_registry.service.files import shipped

TOO_LONG = f"This text is too long for one invoice. Please send at most {MAX_TEXT_LENGTH:,} characters."


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence and its id in the file."""

    id: str
    text: str


def sentences(path: Path) -> list[Asked]:
    """The sentences of a file: a list of `{id, text}`, or the same under `cases`.

    Raises `BadSentences` for anything else.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as wrong:
        raise BadSentences(f"{path.name} could not be opened: {wrong.strerror}.") from wrong
    except (ValueError, RecursionError) as wrong:
        raise BadSentences(f"{path.name} is not a JSON file in UTF-8.") from wrong
    rows = content.get("cases") if isinstance(content, Mapping) else content
    if not isinstance(rows, list):
        raise BadSentences(f"{path.name} holds no list of sentences, each with an id and a text.")
    return [_asked(row, place, path.name) for place, row in enumerate(rows, start=1)]


def read(text: str, *, on: date) -> Generation:
    """The draft of one sentence, by the grammar and where it doubts by the shipped tagger; without any books."""
    if len(text) > MAX_TEXT_LENGTH:
        return Generation(Status.REJECTED, Said(Status.REJECTED), None, 0.0, TOO_LONG, VERSION, errors=(TOO_LONG,))
    plain = drafted(text, (), on=on)
    if not filling.is_open(plain.said) or len(text) > LONGEST:
        return plain
    return taken(plain, text, (), _tags(text), on=on)


def drafts(asked: list[Asked], *, on: date) -> Iterator[tuple[Asked, Generation]]:
    """What each sentence gives, in their order."""
    for one in asked:
        yield one, read(one.text, on=on)


def _tags(text: str) -> Tags:
    from ml_models import predicting

    served = _served()
    manifest = served.answering.manifest
    (spans,) = predicting.predicted(manifest.task, served.answering.model, [normalise.plain(text)])
    return Tags(served.label, tuple(spans))


@cache
def _served() -> Served:
    return shipped.opened(TAGGER)


def _asked(row: Any, place: int, name: str) -> Asked:
    if not isinstance(row, Mapping) or not isinstance(row.get("text"), str) or "id" not in row:
        raise BadSentences(f"Entry {place} of {name} has no id or no text.")
    return Asked(str(row["id"]), row["text"])

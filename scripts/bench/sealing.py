"""What seals cost: one value, a list of 200 documents, 200 documents whole, and an original of 2 MB.

`python -m scripts.bench.sealing`; no server is needed. Documents are made up: pages of 400 words with their places,
30 fields each with value, box and confidence, as `intake` keeps them.
"""

import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from app.runtime.sealing import Place, Seals
from app.runtime.settings import Settings

DOCUMENTS, WORDS, FIELDS, REPEATS = 200, 400, 30, 5
ORIGINAL_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True)
class Document:
    """What is sealed of one, and where."""

    id: UUID
    names: tuple[str, str, str]
    result: object
    pages: object


PROVEN = '{"missing": [], "probes": {}}'
"""What a database says whose keys are these."""


def main() -> None:
    """Prints milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(environment="test", data_dir=Path(folder))
        seals = Seals(settings, lambda statement, parameters: PROVEN if "probes" in statement else None)
        told("a value of 15 letters, sealed", best(lambda: seals.text("27AAPFU0939F1ZV", place(UUID(int=0)))))
        value = seals.text("27AAPFU0939F1ZV", place(UUID(int=0)))
        told("a value of 15 letters, opened", best(lambda: seals.opened(value, place(UUID(int=0)))))
        documents = [made_up(random.Random(seed)) for seed in range(DOCUMENTS)]  # noqa: S311 -- not for secrets
        names = [[seals.text(name, place(one.id)) for name in one.names] for one in documents]
        told(f"a list of {DOCUMENTS}, opened", best(lambda: listed(seals, documents, names)))
        whole = [(seals.json(one.result, place(one.id)), seals.json(one.pages, place(one.id))) for one in documents]
        told(f"{DOCUMENTS} whole, fields alone, opened", best(lambda: opened(seals, documents, whole, 1)))
        told(f"{DOCUMENTS} whole, fields and words, opened", best(lambda: opened(seals, documents, whole, 2)))
        original = os.urandom(ORIGINAL_BYTES)
        told("an original of 2 MB, sealed", best(lambda: seals.content(original, place(UUID(int=0)))))
        sizes = [len(json.dumps(one.pages)) for one in documents], [len(json.dumps(pair[1])) for pair in whole]
        print(f"words of a document: {sum(sizes[0]) / DOCUMENTS:,.0f} bytes, sealed {sum(sizes[1]) / DOCUMENTS:,.0f}")


def listed(seals: Seals, documents: list[Document], names: list[list[str]]) -> None:
    """Opens what a list shows."""
    for one, sealed in zip(documents, names, strict=True):
        for name in sealed:
            seals.opened(name, place(one.id))


def opened(seals: Seals, documents: list[Document], whole: Sequence[Sequence[object]], parts: int) -> None:
    """Opens so many parts of each document."""
    for one, sealed in zip(documents, whole, strict=True):
        for part in sealed[:parts]:
            seals.opened_json(part, place(one.id))


def made_up(rng: random.Random) -> Document:
    """One document."""
    fields = {
        f"lines.{n}.description": {"value": word(rng), "raw": word(rng), "page": 1, "box": box(rng), "confidence": 0.97}
        for n in range(FIELDS)
    }
    pages = [[word(rng), *box(rng), 0.98] for _ in range(WORDS)]
    return Document(uuid4(), (word(rng), word(rng), word(rng)), {"fields": fields}, {"pages": pages})


def word(rng: random.Random) -> str:
    """Seven letters and digits."""
    return "".join(rng.choices("abcdefghij0123456789", k=7))


def box(rng: random.Random) -> list[float]:
    """A place on a page."""
    return [round(rng.random(), 4) for _ in range(4)]


def place(id: UUID) -> Place:
    """Where the bench seals."""
    return Place("bench.value", id)


def best(work: Callable[[], object]) -> float:
    """Milliseconds of the quickest of `REPEATS` runs, after one to warm up."""
    work()
    found = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return min(found)


def told(what: str, milliseconds: float) -> None:
    """One line."""
    print(f"{what}: {milliseconds:,.3f} ms")


if __name__ == "__main__":
    main()

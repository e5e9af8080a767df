"""Many files become extractions, by as many processes as there are cores, each with a reader of pixels of its own."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from app.invoices import files
from app.invoices.records.extractions import RECEIPTS, SURENESS, Extraction, Failure
from app.invoices.rules.documents.reading import Learned
from app.invoices.service import extracting, portal_keys, sureness
from app.invoices.service.extracting import Engine
from app.runtime import one_thread
from ml_models.contracts import RefusedModel

ENOUGH_FOR_PROCESSES = 4
"""Below so many files, starting processes takes longer than they save."""
ENDINGS = frozenset((".pdf", ".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".txt", ".csv"))
"""What is taken of a folder; a file that is named itself is taken whatever its name."""


@dataclass(frozen=True, slots=True)
class Read:
    """One file and what it says."""

    path: Path
    extraction: Extraction


def named(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as they are named, and the documents of folders by name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.iterdir() if each.is_file() and each.suffix.lower() in ENDINGS)
        else:
            yield path


def extractions(paths: Iterable[Path], *, on: date, keys: Path | None = None) -> Iterator[Read]:
    """What each file says, in their order. A file that cannot be opened or read has a failure; none ends the others.

    keys : the folder of the e-invoice portal's public keys
    """
    every = list(paths)
    one = partial(read_one, on=on, keys=keys)
    if len(every) < ENOUGH_FOR_PROCESSES:
        yield from map(one, every)
        return
    cores, fresh = os.cpu_count() or 1, get_context("spawn")
    with ProcessPoolExecutor(cores, fresh, initializer=one_thread.keep_to_one) as pool:
        yield from pool.map(one, every)


def read_one(path: Path, *, on: date, keys: Path | None = None) -> Read:
    """What one file says. Of a larger one than is taken no more is read than shows it."""
    if path.exists() and not path.is_file():  # reading a pipe or a device may never end
        return Read(path, Extraction(failure=Failure("not_opened", "This is not a file.")))
    try:
        with path.open("rb") as file:
            content = file.read(files.MOST_BYTES + 1)
    except OSError as wrong:
        return Read(
            path, Extraction(failure=Failure("not_opened", f"This file could not be opened: {wrong.strerror}."))
        )
    return Read(path, extracting.extract(content, name=path.name, engine=engine_of_process(keys), on=on))


@cache
def engine_of_process(keys: Path | None = None) -> Engine:
    """That of this process, built with its first file; pixels are first read where they must be."""
    return Engine(reader=files.RapidReader(), learned=_learned(), keys=portal_keys.installed(keys))


def _learned() -> Learned:
    """The learned parts that come with this release; None for one that it does not bring."""
    receipts, sure = _shipped(RECEIPTS), _shipped(SURENESS)
    return Learned(receipts=receipts, confidence=sureness.scorer(sure) if sure else None)


def _shipped(name: str) -> Any:
    from app.model_registry.service.files import shipped

    try:
        return shipped.opened(name).answering.model
    except RefusedModel:
        return None

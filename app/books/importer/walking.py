"""Looking through the businesses of a books JSON one after the other, without server or database.

Businesses have nothing to do with each other, so a large file is worked on by as many processes as there are cores,
each with one business in hand.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from app.books.importer import preview, reading
from app.books.importer.faults import BadBooks
from app.books.records import Books
from app.runtime import one_thread

LARGE_BYTES = 20 * 1024 * 1024
"""Below this, starting processes takes longer than they save."""
AHEAD = 2
"""So many businesses wait for each process, so that none is idle and few are held."""

Found = TypeVar("Found")
Seen = tuple[UUID, Found] | None


def each(path: Path, look: Callable[[Books], Found], *, prepare: Callable[[], None]) -> Iterator[Found]:
    """What `look` says of every business of the file, in its order.

    look : a function of a module, or a `partial` of one, since other processes must be able to name it
    prepare : done once, before the processes part ways
    Raises `Unreadable` for no file of text, `BadBooks` with every fault and its line.
    """
    known: set[UUID] = set()
    texts, seen = reading.businesses(path), partial(_seen, file=path.name, look=look)
    is_large = path.stat().st_size > LARGE_BYTES
    for one in _in_processes(seen, texts, prepare) if is_large else map(seen, texts):
        if one is None or one[0] in known:
            raise reading.faults(path)
        known.add(one[0])
        yield one[1]


def _seen(text: str, *, file: str, look: Callable[[Books], Found]) -> Seen[Found]:
    """One business by its text; None where something is wrong in it, which the whole file can tell with its line."""
    try:
        books = preview.books_of(text, file=file)
    except BadBooks:
        return None
    return books.business.id, look(books)


def _in_processes(
    seen: Callable[[str], Seen[Found]], texts: Iterable[str], prepare: Callable[[], None]
) -> Iterator[Seen[Found]]:
    cores = os.cpu_count() or 1
    prepare()
    with ProcessPoolExecutor(cores, initializer=one_thread.keep_to_one) as pool:
        waiting: deque[Future[Seen[Found]]] = deque()
        for text in texts:
            waiting.append(pool.submit(seen, text))
            if len(waiting) >= cores * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

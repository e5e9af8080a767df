"""Phones that call without a pause worth mentioning, and count what they are answered."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx

from scripts import waiting

PAUSE_SECONDS = 0.03
"""Three phones then stay below the 100 requests a second of one address (nginx/limits.conf)."""
GSTIN = {"gstin": "27ABCDE1234F1Z5"}


class Callers:
    """What came back: a status for each request, or the name of what broke."""

    def __init__(self) -> None:
        self.answers: list[int | str] = []

    @property
    def failures(self) -> list[int | str]:
        """Everything but 200."""
        return [answer for answer in self.answers if answer != httpx.codes.OK]

    def await_count(self, count: int) -> None:
        """Returns when so many requests were answered."""
        waiting.until(lambda: len(self.answers) >= count, what=f"answer {count}, the last being {self.answers[-5:]},")

    def call(self, phone: httpx.Client, enough: threading.Event) -> None:
        """A GET and a POST in turn, until it is enough."""
        asks: tuple[Callable[[], httpx.Response], ...] = (
            lambda: phone.get("/health/ready"),
            lambda: phone.post("/api/v1/gst/gstin", json=GSTIN),
        )
        while not enough.is_set():
            for ask in asks:
                try:
                    self.answers.append(ask().status_code)
                except httpx.TransportError as error:
                    self.answers.append(type(error).__name__)
                time.sleep(PAUSE_SECONDS)


@contextmanager
def calling(phone: Callable[[], httpx.Client], count: int = 3) -> Iterator[Callers]:
    """`count` phones that call for the length of the block."""
    callers, enough = Callers(), threading.Event()
    phones = [phone() for _ in range(count)]
    threads = [threading.Thread(target=callers.call, args=(one, enough)) for one in phones]
    for thread in threads:
        thread.start()
    try:
        yield callers
    finally:
        enough.set()
        for thread in threads:
            thread.join()
        for one in phones:
            one.close()

"""What the children print, line by line behind the name of each."""

import os
import selectors
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Self

Show = Callable[[str, str], None]
LONGEST_LINE = 64 * 1024


def show(name: str, line: str) -> None:
    """Prints one line of `name`. When nobody reads any more, asks this process to stop, as a broken pipe does."""
    try:
        print(f"{name:<8} | {line}", flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        signal.raise_signal(signal.SIGTERM)


@dataclass(slots=True)
class Source:
    """One child's pipe, whose lines go where, and the beginning of a line that has not ended."""

    name: str
    pipe: IO[bytes]
    on_line: Show
    unfinished: bytes = b""


class Output:
    """The children's pipes, held for the length of a block. Whoever waits does so in `pump`, lest a pipe fills up."""

    def __init__(self, on_line: Show = show) -> None:
        self._on_line = on_line
        self._selector = selectors.DefaultSelector()

    def watch(self, name: str, pipe: IO[bytes], on_line: Show | None = None) -> None:
        """From now on the lines of `pipe` belong to `name`, and go to `on_line` if one is given."""
        os.set_blocking(pipe.fileno(), False)
        self._selector.register(pipe, selectors.EVENT_READ, Source(name, pipe, on_line or self._on_line))

    def say(self, line: str) -> None:
        """Shows a line of the supervisor's own."""
        self._on_line("stack", line)

    def pump(self, seconds: float) -> None:
        """Waits up to `seconds` for something to be printed, and shows it."""
        for key, _ in self._selector.select(seconds):
            self._read(key.data)

    def drain(self) -> None:
        """Shows what is left, without waiting."""
        while ready := self._selector.select(0):
            for key, _ in ready:
                self._read(key.data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Shows what is left and lets go of the pipes."""
        self.drain()
        for key in list(self._selector.get_map().values()):
            self._forget(key.data)
        self._selector.close()

    def _read(self, source: Source) -> None:
        chunk = os.read(source.pipe.fileno(), LONGEST_LINE)
        *lines, rest = (source.unfinished + chunk).split(b"\n")
        if rest and (not chunk or len(rest) > LONGEST_LINE):
            lines, rest = [*lines, rest], b""
        source.unfinished = rest
        for line in lines:
            source.on_line(source.name, line.decode("utf-8", "replace").rstrip("\r"))
        if not chunk:
            self._forget(source)

    def _forget(self, source: Source) -> None:
        self._selector.unregister(source.pipe)
        source.pipe.close()

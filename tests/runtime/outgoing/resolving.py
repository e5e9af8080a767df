"""A resolver that answers as a test wants: with one address after the other, or never."""

import socket
import threading
from collections.abc import Sequence
from typing import Any

import pytest

NEVER = "never"


class Resolver:
    """Stands for the machine's; each question has the next of `answers`, the last one for ever."""

    def __init__(self, *answers: Sequence[str] | str) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []
        self.over = threading.Event()

    def install(self, monkeypatch: pytest.MonkeyPatch) -> "Resolver":
        """Answers from now on for every name; addresses stay themselves."""
        system = socket.getaddrinfo

        def answer(host: Any, port: Any, *given: Any, **named: Any) -> Any:
            if host in ("127.0.0.1", "::1"):
                return system(host, port, *given, **named)
            return [_place(address, port) for address in self._next(host)]

        monkeypatch.setattr(socket, "getaddrinfo", answer)
        return self

    def _next(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        found = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if found == NEVER:
            self.over.wait()
            raise OSError("over")
        return found


def _place(address: str, port: int) -> tuple[Any, ...]:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return family, socket.SOCK_STREAM, 6, "", (address, port)

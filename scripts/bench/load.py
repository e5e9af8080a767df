"""Sends the same request many times over a few connections, to 127.0.0.1 only, and says what it cost the server."""

import http.client
import itertools
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scripts import processes

CONNECTIONS = 4
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Target:
    """A server under load: its port, the processes that serve, and the call."""

    name: str
    port: int
    server_pids: Callable[[], list[int]]
    path: str


def cpu_microseconds(target: Target, tokens: Sequence[str], requests: int) -> float:
    """Processor time of the serving processes per request. Raises `RuntimeError` unless every answer is 200."""
    before = processes.cpu_seconds(target.server_pids())
    failures: list[str] = []
    threads = [
        threading.Thread(target=_send, args=(target, tokens[number::CONNECTIONS], requests // CONNECTIONS, failures))
        for number in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(f"{target.name} answered {failures[0]}")
    return (processes.cpu_seconds(target.server_pids()) - before) / requests * 1e6


def _send(target: Target, tokens: Sequence[str], requests: int, failures: list[str]) -> None:
    connection = http.client.HTTPConnection(HOST, target.port, timeout=30)
    for token in itertools.islice(itertools.cycle(tokens), requests):
        connection.request("GET", target.path, headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            failures.append(f"{answer.status} {answer.reason}")
            break
    connection.close()

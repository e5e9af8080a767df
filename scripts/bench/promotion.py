"""A promotion while people ask: whether every process answers with the new version in time, and none with a mixture.

Half of the requests are answered from what is kept; before every thirty-second the books change, so that the worker
has to look through them anew. An answer is a mixture when its figures are not those of the version that it names.
"""

import http.client
import itertools
import json
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus

from app.model_registry.records import ModelVersion

HOST = "127.0.0.1"
CONNECTIONS = 4
CHANGES_EVERY = 32
ANALYZE, INSIGHTS = "/api/v1/fraud/analyze", "/api/v1/insights/"


@dataclass(frozen=True)
class Answer:
    """One answer: when it was asked for and given (monotonic seconds), who made it, and its figures.

    others : versions that its alerts name and the answer does not
    """

    status: int
    began: float
    ended: float
    version: str = ""
    others: frozenset[str] = frozenset()
    figures: str = ""
    is_stale: bool = False


@dataclass
class Promoted:
    """What the requests around a promotion met."""

    at: float = 0.0
    label: str = ""
    answers: list[Answer] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """Answers that were none, or old ones for want of a new one."""
        return len(self.oddities)

    @property
    def oddities(self) -> list[Answer]:
        """Those that failed, for whoever looks for the reason."""
        return [answer for answer in self.answers if answer.status != HTTPStatus.OK or answer.is_stale]

    @property
    def mixed(self) -> int:
        """Answers that name two versions, or whose figures differ from the usual ones of the version they name."""
        by_version: dict[str, Counter[str]] = defaultdict(Counter)
        for answer in self.analyses:
            by_version[answer.version][answer.figures] += 1
        odd = sum(counted.total() - max(counted.values()) for counted in by_version.values())
        return odd + sum(bool(answer.others) for answer in self.analyses)

    @property
    def seconds(self) -> float:
        """From the promotion to the last request that was still answered by another version; 0 when none was."""
        others = [answer for answer in self.analyses if self.label not in answer.version.split("+")]
        late = [answer.began for answer in others if answer.began > self.at]
        return max(late, default=self.at) - self.at

    @property
    def analyses(self) -> list[Answer]:
        """The answers that name a learned model, in the order in which they were asked for."""
        return sorted((answer for answer in self.answers if answer.version), key=lambda answer: answer.began)


@dataclass(frozen=True)
class Phone:
    """One who asks: where, with which token, about which business."""

    port: int
    token: str
    business_id: str

    def analysis(self) -> Answer:
        """The fraud analysis."""
        began = time.monotonic()
        status, body = self._asked("POST", ANALYZE, json.dumps({"business_id": self.business_id}))
        if status != HTTPStatus.OK:
            return Answer(status, began, time.monotonic())
        found = json.loads(body)
        metadata = found["analysis_metadata"]
        figures = json.dumps([[alert["id"], alert["confidence_score"]] for alert in found["alerts"]])
        version, is_stale = metadata["model_version"], bool(metadata["stale"])
        others = frozenset(alert["rules_version"] for alert in found["alerts"]) - {version}
        return Answer(status, began, time.monotonic(), version, others, figures, is_stale)

    def insights(self) -> Answer:
        """The insights, fresh ones: others are shown at once while they are made."""
        began = time.monotonic()
        status, body = self._asked("GET", f"{INSIGHTS}{self.business_id}?fresh=true")
        return Answer(status, began, time.monotonic(), is_stale=b'"stale": true' in body)

    def _asked(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        """Each on a connection of its own, so that every process is met."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        found = answer.status, answer.read()
        connection.close()
        return found


def under_load(
    phone: Phone, *, change_books: Callable[[], None], promote: Callable[[], ModelVersion], requests: int = 500
) -> Promoted:
    """Sends `requests` over a few connections, and promotes when half of them are on their way."""
    found, numbers, turn = Promoted(), itertools.count(), threading.Lock()

    def ask() -> None:
        while (number := next(numbers)) < requests:
            if number == requests // 2:
                found.label, found.at = promote().label, time.monotonic()
            if number % CHANGES_EVERY == 0:
                with turn:  # two that change the same rows in another order would lock each other out
                    change_books()
            found.answers.append(phone.analysis() if number % 2 == 0 else phone.insights())

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found

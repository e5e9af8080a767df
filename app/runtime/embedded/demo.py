"""The demo of a first start, and the card (DATA_DIR/demo.json) with which anybody can call for it."""

import json
from dataclasses import replace

from app.runtime.embedded import private_files
from app.runtime.embedded.stack import Stack
from app.runtime.embedded.supervisor import Supervisor

CARD = "demo.json"


def load(supervisor: Supervisor, stack: Stack) -> None:
    """On the first start, into the embedded database alone: nobody wants a demo among real books."""
    if stack.servers.postgres and not (stack.settings.data_dir / CARD).exists():
        supervisor.finish(supervisor.begin("demo", stack.flask("demo", "load")))


class Card:
    """The card in the making: the command runs while the service starts, since either takes a second or two."""

    def __init__(self, supervisor: Supervisor, stack: Stack) -> None:
        self._supervisor = supervisor
        self._path = stack.settings.data_dir / CARD
        self._lines: list[str] = []
        self._command = None
        if stack.servers.postgres and stack.settings.identity_mode == "local":
            launch = stack.flask("demo", "card", "--api-url", stack.url)
            apart = replace(launch, mixes_errors=False)
            self._command = supervisor.begin("demo", apart, lambda _, line: self._lines.append(line))

    def written(self) -> dict[str, str]:
        """The tokens and ids, fresh, once they stand in the file; empty where there is no demo or no issuer of ours."""
        if self._command is None:
            return {}
        self._supervisor.finish(self._command)
        card: dict[str, str] = json.loads("\n".join(self._lines))
        private_files.write_json(self._path, card)
        return card

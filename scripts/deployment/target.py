"""What a deployment asks of the place it goes to. Each step tells what it did, line by line, or raises `Failed`."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from scripts.deployment.records import Entry


class Target(Protocol):
    """A host, a Compose project or a cluster, for one version."""

    def running(self) -> str:
        """The version that serves now as a whole; empty for none or several."""

    def processes(self) -> Mapping[str, bool]:
        """What should run, by name, and whether it does."""

    def require(self) -> Iterator[str]:
        """Looks whether everything is there that the later steps need. Changes nothing."""

    def check(self) -> Iterator[str]:
        """Looks at settings, servers, and what the schema lacks. Changes nothing."""

    def backup(self) -> Iterator[str]:
        """Saves everything that a mistake could destroy."""

    def build(self) -> Iterator[str]:
        """Makes what will run, beside what runs."""

    def try_out(self) -> Iterator[str]:
        """Loads what was built, serving nobody."""

    def migrate(self) -> Iterator[str]:
        """Adds to the schema what the version needs; what runs goes on with it."""

    def roll(self) -> Iterator[str]:
        """Puts the version in the place of the one before, one process after the other."""

    def prove(self) -> Iterator[str]:
        """Asks the version what shows that it works."""

    def monitor(self) -> Iterator[str]:
        """Starts what watches, where that was asked for."""

    def models(self) -> Mapping[str, int]:
        """The version of each model that serves now, by name; empty where it cannot be asked."""

    def go_back(self, version: str, models: Mapping[str, int]) -> Iterator[str]:
        """Lets `version`, which ran before, serve again, with those models; empty: nothing ran, so nothing shall."""

    def tell(self, entry: Entry) -> None:
        """Writes into the audit trail how it ended."""

    def tidy(self) -> None:
        """Takes away what has had its time."""

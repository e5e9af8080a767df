"""One record of a books file, read field by field; what cannot be taken is noted with its place and reading goes on."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from app.books.importer.faults import Fault, Spot

T = TypeVar("T")


class Fields:
    """The raw values of one record with the place where they stand. Faults go to `faults`, shared by the whole file."""

    __slots__ = ("faults", "raw", "spot")

    def __init__(self, raw: Mapping[str, Any], spot: Spot, faults: list[Fault]) -> None:
        self.raw = raw
        self.spot = spot
        self.faults = faults

    def need(self, name: str, check: Callable[[Any], T]) -> T | None:
        """The value of a field that must be there; `None` after a fault was noted."""
        value = self.raw.get(name)
        if value is None or value == "":
            self.blame(name, "is missing")
            return None
        try:
            return check(value)
        except ValueError as error:
            self.blame(name, str(error))
            return None

    def take(self, name: str, check: Callable[[Any], T], default: T | None = None) -> T | None:
        """The value of a field that may be absent; `default` where it is, `None` after a fault was noted."""
        value = self.raw.get(name)
        if value is None or value == "":
            return default
        try:
            return check(value)
        except ValueError as error:
            self.blame(name, str(error))
            return None

    def blame(self, name: str, message: str) -> None:
        """Note that the field `name` of this record cannot be taken."""
        self.faults.append(Fault(self.spot, name, message))

    def records(self, name: str) -> "Iterator[Fields]":
        """The records in the list `name`; a fault for what is no list, or no record in it."""
        value = self.raw.get(name)
        if value is None:
            return
        if not isinstance(value, list):
            self.blame(name, "is not a list")
            return
        for index, raw in enumerate(value):
            spot = Spot(self.spot.file, None, (*self.spot.path, name, index))
            if isinstance(raw, dict):
                yield Fields(raw, spot, self.faults)
            else:
                self.faults.append(Fault(spot, "", "is not an object of names and values"))

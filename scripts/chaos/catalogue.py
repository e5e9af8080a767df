"""Which faults there are: every function of `faults/` that says so of itself."""

import importlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from scripts.chaos.records import Fault, Figure

if TYPE_CHECKING:
    from scripts.chaos.scene import Scene

    Harm = Callable[[Scene], Iterator[Figure]]

FAMILIES = (
    *("processes", "redis", "postgres", "queue", "disk", "models"),
    *("upstream", "clock", "clients", "pooling", "growth"),
)
_found: dict[str, Fault] = {}


def fault(*, is_short: bool = False, is_asked_for: bool = False, cuts: bool = False) -> "Callable[[Harm], Harm]":
    """Makes a fault of a generator: named as the function is, told by the first line of its docstring."""

    def note(harm: "Harm") -> "Harm":
        name, family = harm.__name__, harm.__module__.rpartition(".")[2]
        does = (harm.__doc__ or name).strip().splitlines()[0]
        _found[name] = Fault(name, family, does, harm, is_short, is_asked_for, cuts)
        return harm

    return note


def known() -> list[Fault]:
    """Every fault, by family, in the order in which they stand there."""
    for family in FAMILIES:
        importlib.import_module(f"scripts.chaos.faults.{family}")
    return sorted(_found.values(), key=lambda one: FAMILIES.index(one.family))


def chosen(names: Sequence[str], *, is_short: bool) -> list[Fault]:
    """The faults or families of these names; of the short form, or all but those asked for, when none are given.

    Raises `LookupError` for a name that is neither.
    """
    found = known()
    strange = set(names) - {one.name for one in found} - set(FAMILIES)
    if strange:
        raise LookupError(f"no such fault: {', '.join(sorted(strange))}")
    if names:
        return [one for one in found if one.name in names or one.family in names]
    return [one for one in found if (one.is_short if is_short else not one.is_asked_for)]

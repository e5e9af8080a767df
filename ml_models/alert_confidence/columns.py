"""The inputs of the confidence of an alert, in their order; no arrays here, since the rules that fill them need none.

For each type of alert: whether it is of this type, the log-odds that its rule gave it, and for each of `STEPS` whether
the rule's chance reached it. After them one column for each rule. A linear model over these columns can be Platt's
sigmoid by type (the log-odds), an isotonic staircase by type (the steps), and a rule's own offset from its type.
"""

from collections.abc import Sequence
from itertools import chain
from math import exp, log

STEPS = (0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97)
LEAST, MOST = 0.01, 0.99
"""Chances are held within these before their log-odds are taken."""


def columns(types: Sequence[str], rules: Sequence[str]) -> tuple[str, ...]:
    """The names of all columns, for alerts of these types by these rules."""
    return (*chain.from_iterable(of_type(kind) for kind in types), *(of_rule(rule) for rule in rules))


def of_type(kind: str) -> tuple[str, ...]:
    """The columns of one type: itself, its log-odds, its steps."""
    return kind, log_odds_of(kind), *(f"{kind}_from_{step:g}" for step in STEPS)


def log_odds_of(kind: str) -> str:
    """The column of the log-odds of one type."""
    return f"{kind}_log_odds"


def of_rule(rule: str) -> str:
    """The column of one rule."""
    return f"rule_{rule}"


def row(names: Sequence[str], kind: str, rule: str, chance: float) -> tuple[float, ...]:
    """The inputs of one alert that `rule` gave this chance, in the order of `names`."""
    held = min(max(chance, LEAST), MOST)
    values = {kind: 1.0, log_odds_of(kind): log(held / (1 - held)), of_rule(rule): 1.0}
    values |= {name: float(chance >= step) for name, step in zip(of_type(kind)[2:], STEPS, strict=True)}
    return tuple(values.get(name, 0.0) for name in names)


def chance(log_odds: float) -> float:
    """The chance of these log-odds, in 0..1."""
    return 1 / (1 + exp(-log_odds))

"""A figure beside its bar, as the `make eval-…` commands print it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, and the least or the most it may be; neither where it is only told."""

    name: str
    value: float
    least: float | None = None
    most: float | None = None

    @property
    def is_reached(self) -> bool:
        """Whether the figure keeps both bars; one that is no number keeps none."""
        is_enough = self.least is None or self.value >= self.least
        is_little = self.most is None or self.value <= self.most
        return self.value == self.value and is_enough and is_little

    def line(self) -> str:
        """The figure, its bars, and a word where one is missed."""
        bars = [f">= {self.least:g}"] if self.least is not None else []
        bars += [f"<= {self.most:g}"] if self.most is not None else []
        told = f" (bar {' and '.join(bars)})" if bars else ""
        return f"    {self.name} {self.value:.3f}{told}{'' if self.is_reached else '   MISSED'}"

"""Parts in which one open document is paid on other days."""

from collections.abc import Sequence
from dataclasses import replace

from app.insights.rules.cash.parts import OpenItem, Parts


def delayed(parts: Parts, item: OpenItem, days: int) -> Parts:
    """The parts with `item` paid so many days later."""
    return with_item(parts, replace(item, chances=later(item.chances, days)))


def with_item(parts: Parts, changed: OpenItem) -> Parts:
    """The parts with `changed` in the place of the item of the same document."""
    items = (changed if item.entry.document_id == changed.entry.document_id else item for item in parts.items)
    return replace(parts, items=tuple(items))


def later(by_day: Sequence[float], days: int) -> list[float]:
    """The same so many days later; what then lies beyond the horizon is not counted."""
    return [*([0.0] * min(days, len(by_day))), *by_day[: max(len(by_day) - days, 0)]]


def not_before(by_day: Sequence[float], days: int) -> list[float]:
    """The same, with all that should come within the first `days` coming after them at once instead."""
    if not 0 < days < len(by_day):
        return list(by_day) if days <= 0 else [0.0] * len(by_day)
    return [*([0.0] * days), sum(by_day[: days + 1]), *by_day[days + 1 :]]

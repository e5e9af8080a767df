"""What a layout is: a name, the bills that it is used for, and how one is put on paper."""

from collections.abc import Callable
from dataclasses import dataclass

from app.simulate.billing.custom import Custom
from app.simulate.billing.hand import Hand
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Layout:
    """A hand of its own. font : the only one that its machine has, where that is so."""

    name: str
    custom: Custom
    draw: Callable[[Bill, Hand], Sheet]
    font: str | None = None

"""Codes of goods and services as the official list and the words of shops name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.values.errors import Invalid


class Origin(StrEnum):
    """Where a code was found."""

    SHOP_WORDS = "shop_words"
    OFFICIAL_LIST = "official_list"


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A row of the official list. `kind` is HSN (goods) or SAC (services)."""

    code: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Found:
    """A code that a search found, what it is, by which words, and the rates in percent that it may bear today."""

    code: str
    kind: str
    name: str
    origin: Origin
    matched: str | None
    gst_rates: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: rows taken, and rows left out by reason."""

    codes: int
    left_out: Mapping[str, int]


class NotTheList(Invalid):
    """The file holds no list of codes, or only a piece of it."""

    code = "not_the_hsn_list"
    message = "This file is not the list of HSN and SAC codes."

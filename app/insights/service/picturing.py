"""What a chart of one stored insight shows: its lines as they were kept, its words, and a name for the whole."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.books.records.parties import RUPEE
from app.insights.records.answer import InsightType
from app.insights.records.evidence import Unit
from app.insights.records.picture import Dot, Drawing, Line, Look, NothingToDraw
from app.insights.records.stored import Card
from app.insights.rules import picture as rules
from app.insights.wording import picture as wording

VERSION = "charts-1"
"""Grows when the same drawing is to look otherwise, so that no chart of before is sent."""


def drawing(card: Card) -> Drawing:
    """All that the chart of this insight shows. Raises `NothingToDraw` with what is missing."""
    told, data = card.insight, card.insight["data"]
    shown = lines(data)
    if not shown:
        raise NothingToDraw(wording.nothing(one["sentence"] for one in data.get("missing") or ()))
    money = data.get("currency", RUPEE)
    return Drawing(
        title=told["title"],
        otherwise=wording.NAMES[InsightType(told["insight_type"])],
        description=wording.described(told["description"], shown, money),
        currency=money,
        sign=wording.sign(money),
        lines=shown,
        floor=data.get("floor") if shown[0].unit is Unit.RUPEES else None,
    )


def lines(data: Mapping[str, Any]) -> tuple[Line, ...]:
    """Those that a chart of these figures shows; none where there is nothing to draw."""
    return rules.chosen([_line(one) for one in data.get("series") or ()])


def digest(card: Card, drawing: Drawing, look: Look) -> str:
    """What tells this picture of this insight from any other: while it stays, so do the bytes."""
    named = (VERSION, str(card.insight["insight_id"]), drawing, look)
    return hashlib.sha256(repr(named).encode()).hexdigest()


def _line(kept: Mapping[str, Any]) -> Line:
    dots = tuple(_dot(point) for point in kept["points"])
    return Line(kept["name"], kept["title"], Unit(kept["unit"]), dots, kept.get("is_expected", False))


def _dot(kept: Mapping[str, Any]) -> Dot:
    bands = {name: kept.get(name) for name in ("low80", "high80", "low95", "high95")}
    return Dot(date.fromisoformat(kept["on"]), kept["value"], **bands)

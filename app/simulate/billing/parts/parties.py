"""Supplier, buyer and consignee on a bill: name, address and registrations."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.gst import states
from app.simulate.billing.hand import Hand
from app.simulate.billing.records import Firm
from app.simulate.billing.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Manner:
    """How a party is printed.

    details : those of gstin, pan, state, phone and email to print, in this order. heading : "" for the usual word, None
    for none. grows : how much larger the name is
    """

    details: Sequence[str] = ("gstin", "state")
    heading: str | None = ""
    grows: float = 1.15
    align: str = "left"


PLAIN = Manner()


def write(
    sheet: Sheet, hand: Hand, firm: Firm, who: str, at: tuple[float, float], width: float, manner: Manner = PLAIN
) -> float:
    """A party at a place, `who` being its key on the wire; where it ends."""
    align = manner.align
    x, y = at
    if manner.heading is not None:
        sheet.write(x, y, manner.heading or hand.word(who), align=align, size=sheet.size * 0.95)
        y += sheet.leading
    size = sheet.size * manner.grows
    for line in sheet.wrapped(firm.name, width, size=size, bold=True):
        sheet.write(x, y, line, size=size, bold=True, align=align)
        y += size * 1.32
    sheet.tell(firm.name, f"{who}.name")
    y = _address(sheet, firm, who, x, y, width, align)
    for text, path in _details(hand, firm, manner.details):
        for line in sheet.wrapped(text, width):
            sheet.write(x, y, line, align=align)
            y += sheet.leading
        sheet.tell(text, f"{who}.{path}")
    return y


def _address(sheet: Sheet, firm: Firm, who: str, x: float, y: float, width: float, align: str) -> float:
    for text in (*firm.streets, firm.place):
        for line in sheet.wrapped(text, width):
            sheet.write(x, y, line, align=align)
            y += sheet.leading
    sheet.tell(firm.address, f"{who}.address")
    return y


def _details(hand: Hand, firm: Firm, wanted: Sequence[str]) -> list[tuple[str, str]]:
    values = {"gstin": firm.gstin, "pan": firm.pan, "phone": firm.phone, "email": firm.email}
    details = []
    for name in wanted:
        if name == "state":
            details += [(text, "state_code") for text in _state(hand, firm)]
        elif value := values[name]:
            details.append((f"{hand.word(name)}{hand.colon}{value}", name))
    return details


def _state(hand: Hand, firm: Firm) -> list[str]:
    if firm.state_code is None:
        return []
    name = states.name(firm.state_code)
    form = {": ": "State: {name} ({code})", " : ": "State Name : {name}, Code : {code}"}.get(
        hand.colon, "State {code} {name}"
    )
    return [form.format(name=name, code=firm.state_code)]

"""Where a supply is taken to be made when nobody has said so yet (IGST Act 2017, s.10 to 13).

What is known of both sides decides; services tied to a place stand in `data/places_of_services.csv`. Such a service is
taken to be given where its supplier is, since he must be registered there.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from app.gst import states, tables
from app.gst.parties import Recipient, Registration
from app.gst.tariff import wording

ADDRESS_COUNTS_FROM = date(2023, 10, 1)
"""IGST Act s.10(1)(ca), in force by 28/2023-CT: the address on the invoice decides for goods to unregistered buyers."""


@dataclass(frozen=True, slots=True)
class Deal:
    """Who supplies whom with what, as far as it is known; states are two-digit codes, None is not known.

    `stated_place` is what the invoice says; `service` are plain words. Without a day the law of today counts.
    """

    supplier_state: str
    recipient: Recipient
    supplier: Registration = Registration.REGULAR
    stated_place: str | None = None
    is_service: bool | None = None
    service: str = ""
    recipient_state: str | None = None
    bill_to_state: str | None = None
    ship_to_state: str | None = None
    address_on_record: str | None = None
    address_on_invoice: str | None = None
    issued_on: date | None = None

    @property
    def is_of_services(self) -> bool:
        """Whether a service is supplied; nothing said means goods."""
        if self.is_service is not None:
            return self.is_service
        return bool(self.service.strip()) or self.address_on_record is not None

    @property
    def is_import(self) -> bool:
        """Whether the supplier is abroad."""
        return self.supplier is Registration.OVERSEAS or self.supplier_state == states.OUTSIDE_INDIA


@dataclass(frozen=True, slots=True)
class Place:
    """The state code, None where the deal does not tell, and the rule that says so with its dates."""

    code: str | None
    law: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class TiedService:
    """Services by their words, and whether they follow a registered buyer or stay where they are given for all."""

    words: tuple[str, ...]
    follows_registered: bool
    source: str


def of(deal: Deal) -> Place:
    """The place of a supply: the one that is stated, else the one that the law presumes; never raises."""
    if deal.stated_place is not None:
        return Place(deal.stated_place, "IGST Act s.10 to s.13")
    if deal.is_import:
        law = "IGST Act s.13(2)" if deal.is_of_services else "IGST Act s.11(a)"
        return Place(deal.recipient_state, f"{law}: the recipient's place")
    if deal.is_of_services:
        return _of_service(deal)
    if deal.recipient is Recipient.OVERSEAS:
        return Place(states.OUTSIDE_INDIA, "IGST Act s.11(b)")
    return _of_goods_to_unregistered(deal) if deal.recipient is Recipient.UNREGISTERED else _of_goods(deal)


@cache
def tied_services() -> tuple[TiedService, ...]:
    """All services that have a rule of their own, in the order in which they are looked for."""
    return tuple(
        TiedService(
            words=tuple(map(wording.folded, tables.parts(row["words"]))),
            follows_registered=row["for_registered"] == "recipient",
            source=row["source"],
        )
        for row in tables.rows("places_of_services")
    )


def current_code(code: str, on: date | None) -> str:
    """The code that stands for `code` that day: 28 is 37, and 25 is 26 since they were merged."""
    state = states.by_code(code)
    if state is None or state.valid_to is None or (on is not None and on <= state.valid_to):
        return code
    return _SUCCESSORS.get(code, code)


_SUCCESSORS = {"25": "26", "28": "37"}
"""Act 44 of 2019 (in force 2020-01-26); Act 6 of 2014."""


def _of_service(deal: Deal) -> Place:
    tied = _tied(deal.service)
    if tied is not None and not (tied.follows_registered and deal.recipient is not Recipient.UNREGISTERED):
        return Place(deal.supplier_state, f"{tied.source}: where it is given")
    if deal.recipient is Recipient.OVERSEAS:
        return Place(states.OUTSIDE_INDIA, "IGST Act s.13(2)")
    if deal.recipient is not Recipient.UNREGISTERED:
        return Place(deal.recipient_state or deal.bill_to_state, "IGST Act s.12(2)(a)")
    on_record = deal.address_on_record or deal.recipient_state or deal.address_on_invoice
    if on_record is None:
        return Place(deal.supplier_state, "IGST Act s.12(2)(b)(ii)")
    return Place(on_record, "IGST Act s.12(2)(b)(i)")


def _of_goods(deal: Deal) -> Place:
    """To registered buyers: billed to one and shipped to another, else where the movement ends."""
    if deal.bill_to_state is not None and deal.ship_to_state is not None:
        return Place(deal.bill_to_state, "IGST Act s.10(1)(b)")
    ends = deal.ship_to_state or deal.bill_to_state or deal.recipient_state
    return Place(ends, "IGST Act s.10(1)(a)")


def _of_goods_to_unregistered(deal: Deal) -> Place:
    """An order by one for delivery to another goes by the delivery address too (Circular 209/3/2024-GST)."""
    is_new = deal.issued_on is None or deal.issued_on >= ADDRESS_COUNTS_FROM
    if not is_new:
        ends = deal.ship_to_state or deal.recipient_state or deal.supplier_state
        return Place(ends, "IGST Act s.10(1)(a)", valid_to=date(2023, 9, 30))
    on_invoice = deal.ship_to_state or deal.address_on_invoice or deal.bill_to_state or deal.recipient_state
    return Place(on_invoice or deal.supplier_state, "IGST Act s.10(1)(ca)", valid_from=ADDRESS_COUNTS_FROM)


def _tied(service: str) -> TiedService | None:
    said = wording.folded(service)
    return next((tied for tied in tied_services() if wording.says(said, tied.words)), None)

"""Where a supply is taken to be made when nobody has said so yet (IGST Act 2017, s.10 to 13).

What is known of both sides decides; services with a rule of their own stand in `data/places_of_services.csv`. One that
does not follow its buyer is taken to be given where its supplier is, since he must be registered there.
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
    """Services by words and codes: supplied where the buyers in `follows` are; for others, where they are given."""

    words: tuple[str, ...]
    codes: tuple[str, ...]
    follows: tuple[str, ...]
    source: str
    source_abroad: str


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
    """All services that have a rule of their own, in the order in which their words are looked for."""
    return tuple(
        TiedService(
            words=tuple(map(wording.folded, tables.parts(row["words"]))),
            codes=tables.parts(row["codes"]),
            follows=tables.parts(row["follows"]),
            source=row["source"],
            source_abroad=row["source_abroad"],
        )
        for row in tables.rows("places_of_services")
    )


def is_tied(code: str | None) -> bool:
    """Whether services of this code have a rule of place of their own, so that the buyer's State does not tell it.

    IGST Act 2017, s.12(3) to (6), (9): land and lodging, restaurants and personal services, training, admission, rides.
    """
    return (code or "").strip().startswith(_tied_codes())


@cache
def _tied_codes() -> tuple[str, ...]:
    return tuple(code for tied in tied_services() for code in tied.codes)


def _of_service(deal: Deal) -> Place:
    tied = _tied(deal.service)
    is_abroad = deal.recipient is Recipient.OVERSEAS
    if tied is not None and _buyer(deal.recipient) not in tied.follows:
        source = tied.source_abroad if is_abroad else tied.source
        return Place(deal.supplier_state, f"{source}: where it is given")
    if is_abroad:
        return Place(states.OUTSIDE_INDIA, "IGST Act s.13(2)")
    if deal.recipient.has_gstin:
        return Place(deal.recipient_state or deal.bill_to_state, tied.source if tied else "IGST Act s.12(2)(a)")
    on_record = deal.address_on_record or deal.recipient_state or deal.address_on_invoice
    law = tied.source if tied else f"IGST Act s.12(2)(b)({'ii' if on_record is None else 'i'})"
    return Place(on_record or deal.supplier_state, law)


def _buyer(recipient: Recipient) -> str:
    """The buyer as a row of the table names him: registered, unregistered or overseas."""
    return Recipient.REGISTERED.value if recipient.has_gstin else recipient.value


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

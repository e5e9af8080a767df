"""Where a supply is made when nobody has said so."""

from datetime import date
from typing import Any

import pytest

from app.gst import place_of_supply
from app.gst.parties import Recipient, Registration
from app.gst.place_of_supply import Deal

HERE, THERE, ELSEWHERE, ABROAD = "27", "29", "33", "96"
UNREGISTERED, OVERSEAS = Recipient.UNREGISTERED, Recipient.OVERSEAS
BEFORE, AFTER = date(2023, 9, 30), date(2023, 10, 1)

GOODS: list[tuple[dict[str, Any], str | None, str]] = [
    ({"recipient_state": THERE}, THERE, "s.10(1)(a): where the movement ends"),
    ({"ship_to_state": THERE, "recipient_state": HERE}, THERE, "s.10(1)(a): shipped there"),
    ({"bill_to_state": THERE, "ship_to_state": HERE}, THERE, "s.10(1)(b): the ordering person"),
    ({"bill_to_state": HERE, "ship_to_state": THERE}, HERE, "s.10(1)(b): the ordering person"),
    ({"bill_to_state": THERE, "ship_to_state": ELSEWHERE, "recipient_state": ELSEWHERE}, THERE, "s.10(1)(b)"),
    ({"recipient": OVERSEAS}, ABROAD, "s.11(b): exported"),
    ({"recipient": Recipient.DEEMED_EXPORT, "recipient_state": THERE}, THERE, "s.10(1)(a)"),
    ({}, None, "nothing tells"),
    ({"recipient": UNREGISTERED, "address_on_invoice": THERE, "issued_on": AFTER}, THERE, "s.10(1)(ca)"),
    ({"recipient": UNREGISTERED, "address_on_invoice": THERE}, THERE, "s.10(1)(ca): no day means today"),
    ({"recipient": UNREGISTERED, "issued_on": AFTER}, HERE, "s.10(1)(ca): no address, the supplier's"),
    (
        {"recipient": UNREGISTERED, "address_on_invoice": THERE, "issued_on": BEFORE},
        HERE,
        "s.10(1)(a): over the counter",
    ),
    ({"recipient": UNREGISTERED, "ship_to_state": THERE, "issued_on": BEFORE}, THERE, "s.10(1)(a): delivered"),
    ({"recipient": UNREGISTERED, "bill_to_state": HERE, "ship_to_state": THERE}, THERE, "Circular 209/3/2024-GST"),
]
SERVICES: list[tuple[dict[str, Any], str | None, str]] = [
    ({"recipient_state": THERE}, THERE, "s.12(2)(a)"),
    ({"recipient": UNREGISTERED, "address_on_record": THERE}, THERE, "s.12(2)(b)(i)"),
    ({"recipient": UNREGISTERED}, HERE, "s.12(2)(b)(ii)"),
    ({"recipient": OVERSEAS}, ABROAD, "s.13(2)"),
    ({"recipient_state": THERE, "service": "hotel accommodation"}, HERE, "s.12(3)"),
    ({"recipient": OVERSEAS, "service": "hotel accommodation"}, HERE, "s.13(4): the property"),
    ({"recipient_state": THERE, "service": "Restaurant"}, HERE, "s.12(4)"),
    ({"recipient_state": THERE, "service": "beauty salon"}, HERE, "s.12(4)"),
    ({"recipient_state": THERE, "service": "renting of immovable property"}, HERE, "s.12(3)"),
    ({"recipient_state": THERE, "service": "cinema tickets"}, HERE, "s.12(6)"),
    ({"recipient_state": THERE, "service": "training of staff"}, THERE, "s.12(5)(a)"),
    ({"recipient": UNREGISTERED, "recipient_state": THERE, "service": "training of staff"}, HERE, "s.12(5)(b)"),
    ({"recipient_state": THERE, "service": "goods transport agency"}, THERE, "s.12(8)(a)"),
    ({"recipient": UNREGISTERED, "recipient_state": THERE, "service": "courier"}, HERE, "s.12(8)(b)"),
    ({"recipient_state": THERE, "service": "taxi"}, THERE, "s.12(9)(a)"),
    ({"recipient": UNREGISTERED, "recipient_state": THERE, "service": "taxi"}, HERE, "s.12(9)(b)"),
    ({"recipient_state": THERE, "service": "health insurance"}, THERE, "s.12(13): not the clinic"),
    ({"recipient_state": THERE, "service": "advocate"}, THERE, "s.12(2)(a)"),
    ({"recipient": UNREGISTERED, "address_on_record": THERE, "service": "software development"}, THERE, "s.12(2)(b)"),
    ({"recipient": UNREGISTERED, "address_on_record": THERE, "service": "life insurance"}, THERE, "s.12(13)(b)"),
    ({"recipient": UNREGISTERED, "address_on_record": THERE, "service": "banking"}, THERE, "s.12(12): on record"),
    ({"recipient": UNREGISTERED, "service": "banking"}, HERE, "s.12(12), proviso: nothing on record"),
    ({"recipient": OVERSEAS, "service": "banking"}, HERE, "s.13(8)(a): account holders"),
    ({"recipient": OVERSEAS, "service": "trade fair"}, HERE, "s.13(5)"),
    ({"recipient": OVERSEAS, "service": "taxi"}, HERE, "s.13(10): where the ride begins"),
    ({"recipient": OVERSEAS, "service": "transport of goods"}, ABROAD, "s.13(2): s.13(9) was left out on 2023-10-01"),
]
IMPORTS: list[tuple[dict[str, Any], str | None, str]] = [
    ({"supplier": Registration.OVERSEAS, "recipient_state": HERE, "is_service": True}, HERE, "s.13(2)"),
    ({"supplier_state": ABROAD, "recipient_state": HERE}, HERE, "s.11(a)"),
]


class TestPlace:
    @pytest.mark.parametrize(("known", "place", "source"), GOODS)
    def test_of_goods(self, known: dict[str, Any], place: str | None, source: str) -> None:
        assert place_of_supply.of(deal(**known)).code == place, source

    @pytest.mark.parametrize(("known", "place", "source"), SERVICES)
    def test_of_services(self, known: dict[str, Any], place: str | None, source: str) -> None:
        assert place_of_supply.of(deal(is_service=True, **known)).code == place, source

    @pytest.mark.parametrize(("known", "place", "source"), IMPORTS)
    def test_of_imports(self, known: dict[str, Any], place: str | None, source: str) -> None:
        assert place_of_supply.of(deal(**known)).code == place, source

    @pytest.mark.parametrize(("known", "_place", "_source"), GOODS + SERVICES + IMPORTS)
    def test_stated_place_goes_before_all(self, known: dict[str, Any], _place: str | None, _source: str) -> None:
        assert place_of_supply.of(deal(stated_place="38", **known)).code == "38"

    def test_foreign_guest_is_told_the_section_for_foreigners(self) -> None:
        law = place_of_supply.of(deal(recipient=OVERSEAS, service="hotel")).law
        assert law == "IGST Act s.13(4): where it is given"

    def test_change_of_the_law_brings_its_dates(self) -> None:
        before, after = (place_of_supply.of(deal(recipient=UNREGISTERED, issued_on=on)) for on in (BEFORE, AFTER))
        assert (before.valid_to, after.valid_from) == (BEFORE, AFTER)

    def test_words_or_an_address_on_record_mean_a_service(self) -> None:
        assert deal(service="plumbing").is_of_services and deal(address_on_record=THERE).is_of_services
        assert not deal().is_of_services and not deal(service="plumbing", is_service=False).is_of_services


class TestTied:
    @pytest.mark.parametrize(
        ("code", "is_tied"), [("996331", True), ("9972", True), (" 9954", True), ("998314", False), (None, False)]
    )
    def test_rooms_meals_and_land_have_a_place_of_their_own(self, code: str | None, is_tied: bool) -> None:
        assert place_of_supply.is_tied(code) is is_tied

    def test_every_row_names_buyers_that_there_are_and_its_sections(self) -> None:
        for tied in place_of_supply.tied_services():
            assert set(tied.follows) <= {"registered", "unregistered", "overseas"}
            assert tied.source.startswith("IGST Act s.12(")
            assert tied.source_abroad.startswith("IGST Act s.13(")


def deal(**known: Any) -> Deal:
    """A sale of goods by a regular supplier in Maharashtra to a registered buyer, with what else is known."""
    return Deal(**{"supplier_state": HERE, "recipient": Recipient.REGISTERED, **known})

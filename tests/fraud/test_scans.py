"""What a scan keeps comes back as it was, and the next one looks again only at what changed."""

from dataclasses import fields

from sqlalchemy import text

from app.fraud import service
from app.fraud.records import Finding
from app.fraud.repo import scans
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.fraud.conftest import Shop

MOVE = text("update invoices set notes = 'moved' where id = :id")


class TestKept:
    def test_every_field_of_a_finding_can_be_read_again(self) -> None:
        assert set(scans.READ) == {one.name for one in fields(Finding)}

    def test_what_was_kept_is_what_was_found(self, rt: Runtime, shop: Shop) -> None:
        analysis = service.analyze(rt, shop.business_id, caller=shop.owner)
        with rt.db.transaction(Caller.service()) as tx:
            kept = scans.fetch(tx, shop.business_id)
            habits = scans.fetch_habits(tx, shop.business_id)
        assert len(kept.parts) == analysis.metadata["parts_scanned"] == 1
        assert {str(found.type) for one in kept.parts.values() for found in one} == {
            alert.type.value for alert in analysis.alerts
        }
        assert habits is not None

    def test_a_changed_bill_has_its_part_scanned_again(self, rt: Runtime, shop: Shop) -> None:
        service.analyze(rt, shop.business_id, caller=shop.owner)
        with rt.db.transaction(Caller.service()) as tx:
            tx.execute(MOVE, {"id": shop.bills[0]})
        told = service.analyze(rt, shop.business_id, caller=shop.owner).metadata
        assert (told["parts_scanned"], told["parts_kept"]) == (1, 0)

    def test_what_did_not_change_is_not_scanned_again(self, rt: Runtime, shop: Shop) -> None:
        first = service.analyze(rt, shop.business_id, caller=shop.owner)
        with rt.db.transaction(Caller.service()) as tx:
            tx.execute(text("update businesses set name = name where id = :id"), {"id": shop.business_id})
        again = service.analyze(rt, shop.business_id, caller=shop.owner)
        assert (again.metadata["parts_scanned"], again.metadata["parts_kept"]) == (0, 1)
        assert [one.id for one in again.alerts] == [one.id for one in first.alerts]

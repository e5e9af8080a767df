"""A business's revision grows with every change of its books, and answers whether somebody may read them."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest

from tests.schema import rows
from tests.schema.tenants import Connection, Shops, Tenant, denied, value

IMPORT = "insert into customers (business_id, user_id, name) select %s, %s, 'Ravi' from generate_series(1, %s)"
WATCHED = [
    "customers", "suppliers", "products", "invoices", "transactions", "payments", "expenses", "cashbook_entries",
    "recurring_payments", "book_facts",
]  # fmt: skip


class TestRevision:
    @pytest.mark.parametrize("table", WATCHED)
    def test_grows_with_every_change_of_that_business_alone(self, shops: Shops, table: str) -> None:
        with shops.acting("service_role") as db:
            with _grows_for(shops, shops.mine):
                db.execute(rows.NEW[table].encode(), shops.mine.parameters())
            with _grows_for(shops, shops.mine):
                db.execute(
                    f"update {table} set business_id = business_id where business_id = %s".encode(),
                    (shops.mine.business,),
                )
            with _grows_for(shops, shops.mine):
                db.execute(f"delete from {table} where business_id = %s".encode(), (shops.mine.business,))

    def test_grows_with_the_lines_of_an_invoice(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            with _grows_for(shops, shops.mine):
                db.execute("insert into invoice_items (invoice_id, name) values (%s, 'Saree')", (shops.mine.invoice,))
            with _grows_for(shops, shops.mine):
                db.execute("update invoice_items set quantity = 2 where invoice_id = %s", (shops.mine.invoice,))
            with _grows_for(shops, shops.mine):
                db.execute("delete from invoice_items where invoice_id = %s", (shops.mine.invoice,))

    def test_grows_with_what_the_owner_says_of_the_business(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            for change in (
                "update insight_preferences set cash_floor = 5 where business_id = %(business)s",
                "delete from insight_preferences where business_id = %(business)s",
                rows.NEW["insight_preferences"],
            ):
                with _grows_for(shops, shops.mine):
                    db.execute(change.encode(), shops.mine.parameters())

    def test_grows_with_the_business_itself(self, shops: Shops) -> None:
        with shops.acting("service_role") as db, _grows_for(shops, shops.mine):
            db.execute("update businesses set gst_number = '27AAPFU0939F1ZV' where id = %s", (shops.mine.business,))

    def test_grows_when_the_phone_writes(self, shops: Shops) -> None:
        with shops.acting("authenticated", shops.mine.member) as db, _grows_for(shops, shops.mine):
            db.execute(rows.NEW["expenses"].encode(), shops.mine.parameters())

    def test_grows_for_both_when_a_row_moves(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            before = shops.revision(shops.mine), shops.revision(shops.theirs)
            db.execute(
                "update customers set business_id = %s where id = %s", (shops.theirs.business, shops.mine.customer)
            )
            assert shops.revision(shops.mine) > before[0]
            assert shops.revision(shops.theirs) > before[1]

    def test_stands_still_when_no_row_changes(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            before = shops.revision(shops.mine)
            db.execute("update customers set name = 'x' where id = %s", (uuid4(),))
            db.execute(rows.NEW["ai_analysis_results"].encode(), shops.mine.parameters())
            assert shops.revision(shops.mine) == before

    def test_moves_once_for_a_statement_of_many_rows(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            _numbers_drawn(shops, db, 1)
            assert _numbers_drawn(shops, db, 1) == _numbers_drawn(shops, db, 1000) == 2

    def test_never_returns_after_a_rollback(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            db.execute(rows.NEW["expenses"].encode(), shops.mine.parameters())
            undone = shops.revision(shops.mine)
        with shops.acting("service_role") as db:
            db.execute(rows.NEW["expenses"].encode(), shops.mine.parameters())
            assert shops.revision(shops.mine) > undone

    def test_leaves_with_its_business(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            db.execute("delete from businesses where id = %s", (shops.mine.business,))
            assert value(db, "select count(*) from book_revisions where business_id = %s", shops.mine.business) == 0


class TestReach:
    def test_is_the_revision_for_owner_and_member(self, shops: Shops) -> None:
        for user in (shops.mine.owner, shops.mine.member):
            with shops.acting("authenticated", user) as db:
                assert value(db, "select app_reach(%s, %s)", user, shops.mine.business) == shops.revision(shops.mine)

    def test_is_null_for_a_stranger_and_for_what_does_not_exist(self, shops: Shops) -> None:
        with shops.acting("authenticated", shops.theirs.owner) as db:
            assert value(db, "select app_reach(%s, %s)", shops.theirs.owner, shops.mine.business) is None
            assert value(db, "select app_reach(%s, %s)", shops.theirs.owner, uuid4()) is None

    def test_tells_nobody_about_another_user(self, shops: Shops) -> None:
        question = ("select app_reach(%s, %s)", shops.mine.owner, shops.mine.business)
        with shops.acting("authenticated", shops.theirs.owner) as db:
            assert value(db, *question) is None
        with shops.acting("service_role") as db:
            assert value(db, *question) == shops.revision(shops.mine)
        assert value(shops.connection, *question) == shops.revision(shops.mine)

    def test_ends_with_the_membership(self, shops: Shops) -> None:
        with shops.acting("service_role") as db:
            db.execute("delete from user_profiles where id = %s", (shops.mine.member,))
            assert value(db, "select app_reach(%s, %s)", shops.mine.member, shops.mine.business) is None


class TestInvoiceStatus:
    @pytest.mark.parametrize(
        ("status", "paid", "becomes"),
        [
            ("sent", 0, "sent"),
            ("overdue", 0, "overdue"),
            ("overdue", 40, "partially_paid"),
            ("draft", 0, "draft"),
            ("sent", 100, "paid"),
            ("sent", 101, "paid"),
            ("paid", 0, "sent"),
            ("cancelled", 100, "cancelled"),
        ],
    )
    def test_follows_what_is_paid(self, shops: Shops, status: str, paid: int, becomes: str) -> None:
        with shops.acting("service_role") as db:
            change = "update invoices set status = %s, paid_amount = %s where id = %s returning status"
            assert value(db, change, status, paid, shops.mine.invoice) == becomes


class TestPublication:
    def test_carries_alerts_and_insights_to_the_phone(self, shops: Shops) -> None:
        query = "select tablename from pg_publication_tables where pubname = 'supabase_realtime'"
        assert {name for (name,) in shops.connection.execute(query)} == {"fraud_alerts", "business_insights"}


class TestFlags:
    def test_are_those_that_the_app_asks_for(self, shops: Shops) -> None:
        assert {name for (name,) in shops.connection.execute("select name from feature_flags")} == {
            "fraud_detection", "predictive_insights", "compliance_checking", "nlp_invoice_generation",
            "smart_notifications", "ml_analytics_engine",
        }  # fmt: skip

    def test_are_read_but_not_turned_by_users(self, shops: Shops) -> None:
        with shops.acting("authenticated", shops.mine.owner) as db:
            assert value(db, "select count(*) from feature_flags") == 6
            assert denied(db, "update feature_flags set enabled = false")


@contextmanager
def _grows_for(shops: Shops, tenant: Tenant) -> Iterator[None]:
    """Checks that the block moves this tenant's revision, and no other's."""
    before, others = shops.revision(tenant), shops.revision(shops.theirs)
    yield
    assert shops.revision(tenant) > before
    assert shops.revision(shops.theirs) == others


def _numbers_drawn(shops: Shops, db: Connection, number_of_rows: int) -> int:
    before = shops.revision(shops.mine)
    db.execute(IMPORT, (shops.mine.business, shops.mine.owner, number_of_rows))
    return shops.revision(shops.mine) - before

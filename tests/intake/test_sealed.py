"""A document that was read and set right: its owner sees it, and whoever has the database or files alone does not."""

import json

from sqlalchemy import Connection, RowMapping, text

from app.runtime.sealing.columns import ALL, DOCUMENT_LOOK_UP, Column, Form
from tests.intake import papers
from tests.intake.conftest import Shop

TABLES = ("document_extractions", "document_extraction_corrections", "jobs")
READABLE_KEYS = (
    "update document_extractions set supplier_key = :supplier_key, number_key = :number_key, irn = :irn, look_up = null"
    " where id = :id"
)
LOOK_UPS = "select id, look_up from document_extractions where business_id = :id"
SHOWN = "select coalesce(string_agg(t::text, ' '), '') from {table} t where business_id = :id"


class TestAtRest:
    def test_nothing_of_it_can_be_read(self, shop: Shop) -> None:
        read = shop.read()
        shop.correct(read["id"], supplier__gstin=papers.STRANGER, invoice_number="CANARY-77")
        secrets = {papers.SUPPLIER, "Gupta", "Station Road", papers.STRANGER, "CANARY-77", "bill.txt"}
        kept = " ".join(told(shop, table) for table in TABLES)
        assert [secret for secret in secrets if secret in kept] == []
        files = [shop.rt.storage.get(f"documents/{name}") for name in shop.files(read["id"])]
        assert files != [] and not any(secret.encode() in file for secret in secrets for file in files)

    def test_a_like_bill_is_found_by_blind_indexes_and_by_what_stood_there_before_them(self, shop: Shop) -> None:
        first = shop.read()
        assert [one["id"] for one in shop.read(papers.BILL + b"\n")["duplicates"]] == [first["id"]]
        unsealed(shop)
        assert first["id"] in [one["id"] for one in shop.read(papers.BILL + b"\n\n")["duplicates"]]

    def test_one_of_before_is_shown_listed_and_found_as_it_was(self, shop: Shop) -> None:
        first = shop.read()
        shop.correct(first["id"], invoice_number="A-1")
        before = shop.get(f"/{first['id']}").get_json()
        listed = shop.get(f"?business_id={shop.business_id}").get_json()
        unsealed(shop)
        assert "A-1" in told(shop, "document_extraction_corrections")
        assert shop.get(f"/{first['id']}").get_json() == before
        assert shop.get(f"?business_id={shop.business_id}").get_json() == listed


def told(shop: Shop, table: str) -> str:
    """Every row of the business as PostgreSQL writes it."""
    with shop.engine.connect() as connection:
        found: str = connection.execute(text(SHOWN.format(table=table)), {"id": shop.business_id}).scalar_one()
    return found


def unsealed(shop: Shop) -> None:
    """Writes what is sealed as a release before the seals did."""
    with shop.engine.begin() as connection:
        for column in ALL:
            if column.table in TABLES and column is not DOCUMENT_LOOK_UP:
                unseal(shop, connection, column)
        found = connection.execute(text(LOOK_UPS), {"id": shop.business_id})
        for id, look_up in found.all():
            keys = json.loads(shop.rt.seals.opened(look_up, DOCUMENT_LOOK_UP.place(id)))
            connection.execute(text(READABLE_KEYS), keys | {"id": id})


def unseal(shop: Shop, connection: Connection, column: Column) -> None:
    """Writes one column as it is when it is opened."""
    names = ", ".join((*column.key, f"{column.owner} as owner", f"{column.name} as told"))
    where = " and ".join(f"{name} = :{name}" for name in column.key)
    found = text(f"select {names} from {column.table} where business_id = :id and {column.name} is not null")
    save = text(f"update {column.table} set {column.name} = cast(:plain as {column.form.value}) where {where}")
    for row in connection.execute(found, {"id": shop.business_id}).mappings().all():
        plain = plainly(shop, column, row)
        connection.execute(save, {name: row[name] for name in column.key} | {"plain": plain})


def plainly(shop: Shop, column: Column, row: RowMapping) -> str:
    """A value as text or JSON."""
    seals, place = shop.rt.seals, column.place(row["owner"])
    if column.form is Form.TEXT:
        return seals.opened(row["told"], place)
    return json.dumps(seals.opened_json(row["told"], place))

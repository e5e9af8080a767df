"""Imports into a real database: all or nothing, again and again, and never into somebody else's books."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from app.books import reader
from app.books.importer import owners, preview, reading, service, store
from app.books.importer.faults import BadBooks
from app.books.records import Books, DocumentStatus
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops
from tests.books import papers


class TestImport:
    def test_books_come_out_as_they_went_in(self, rt: Runtime) -> None:
        content = papers.content()
        done = service.import_content(rt, content, owner_id=uuid4())
        assert (done.documents, done.payments) == (4, 4)
        assert _loaded(rt, content) == _expected(content, rt)

    def test_second_import_changes_nothing_and_leaves_the_revision(self, rt: Runtime) -> None:
        content, owner_id = papers.content(), uuid4()
        first = service.import_content(rt, content, owner_id=owner_id)
        revision = _loaded(rt, content).revision
        again = service.import_content(rt, content, owner_id=owner_id)
        assert first.changed > 0
        assert again.changed == 0
        assert _loaded(rt, content).revision == revision

    def test_currency_of_the_file_is_kept_by_one_that_names_none(self, rt: Runtime) -> None:
        content, owner_id = papers.content(currency="usd"), uuid4()
        service.import_content(rt, content, owner_id=owner_id)
        del content["businesses"][0]["currency"]
        assert service.import_content(rt, content, owner_id=owner_id).changed == 0
        assert _loaded(rt, content).business.currency == "USD"

    def test_corrected_file_changes_what_it_corrects_and_raises_the_revision(self, rt: Runtime) -> None:
        content, owner_id = papers.content(), uuid4()
        service.import_content(rt, content, owner_id=owner_id)
        before = _loaded(rt, content)
        invoice = content["businesses"][0]["documents"][0]
        invoice |= {"number": "PH/1A", "items": [], "source": None}
        assert service.import_content(rt, content, owner_id=owner_id).changed == 3
        after = _loaded(rt, content)
        assert after.revision > before.revision
        changed = next(document for document in after.documents if document.number == "PH/1A")
        assert (changed.items, changed.source, changed.reference) == ((), None, "PO-7")

    def test_status_of_the_file_gives_way_when_the_app_sees_another_payment(self, rt: Runtime, engine: Engine) -> None:
        content = papers.content()
        service.import_content(rt, content, owner_id=uuid4())
        id = preview.books_in(content)[0].documents[0].id
        shops.execute(engine, "update invoices set paid_amount = 500 where id = :id", {"id": id})
        assert _loaded(rt, content).document_by_id[id].status is DocumentStatus.PARTIALLY_PAID

    def test_nothing_is_imported_when_one_row_is_bad(self, rt: Runtime, engine: Engine) -> None:
        content = papers.content()
        content["businesses"] += papers.content()["businesses"]
        content["businesses"][1]["payments"][3]["amount"] = -5
        with pytest.raises(BadBooks, match="Nothing was imported: 1 row"):
            service.import_content(rt, content, owner_id=uuid4())
        assert _count(engine, "businesses", content) == 0

    def test_nothing_is_imported_when_writing_fails_half_way(self, rt: Runtime, engine: Engine) -> None:
        taken, content = papers.content(), papers.content()
        taken["businesses"][0]["documents"][1]["id"] = str(uuid4())
        taken["businesses"][0]["payments"][3]["invoice_id"] = taken["businesses"][0]["documents"][1]["id"]
        service.import_content(rt, taken, owner_id=uuid4())
        content["businesses"][0] |= {"documents": taken["businesses"][0]["documents"], "payments": []}
        with pytest.raises(store.ForeignRows, match="belongs to another business"):
            service.import_content(rt, content, owner_id=uuid4())
        assert _count(engine, "businesses", content) == 0


class TestOwners:
    def test_known_business_stays_whose_it_is(self, rt: Runtime) -> None:
        content, owner_id = papers.content(), uuid4()
        service.import_content(rt, content, owner_id=owner_id)
        assert service.import_content(rt, content).changed == 0
        assert _loaded(rt, content).business.owner_id == owner_id

    def test_another_owner_cannot_take_it_over(self, rt: Runtime) -> None:
        content = papers.content()
        service.import_content(rt, content, owner_id=uuid4())
        with pytest.raises(store.ForeignRows, match="belongs to another owner"):
            service.import_content(rt, content, owner_id=uuid4())

    def test_new_business_goes_to_the_owner_of_the_demo_on_a_developers_machine(self, rt: Runtime) -> None:
        content = papers.content()
        service.import_content(rt, content)
        assert _loaded(rt, content).business.owner_id == owners.DEVELOPMENT_OWNER

    def test_in_production_somebody_must_be_named(self, production: Runtime) -> None:
        with pytest.raises(owners.OwnerNeeded, match="--owner USER_ID"):
            service.import_content(production, papers.content())


class TestFiles:
    def test_bad_rows_are_named_by_file_line_and_column(self, rt: Runtime, tmp_path: Path) -> None:
        content = papers.content()
        content["businesses"][0]["documents"][0]["date"] = "soon"
        content["businesses"][0]["payments"][1]["amount"] = None
        path = _written(tmp_path, json.dumps(content, indent=1))
        with pytest.raises(BadBooks) as caught:
            service.import_path(rt, path)
        lines = path.read_text().splitlines()
        date, amount = caught.value.faults
        assert (date.spot.file, date.field, amount.field) == ("books.json", "date", "amount")
        assert lines[(date.spot.line or 0) - 1][(date.column or 0) - 1 :].startswith('"soon"')
        assert lines[(amount.spot.line or 0) - 1][(amount.column or 0) - 1 :].startswith("null")
        assert caught.value.lines()[0].startswith(
            f"books.json, line {date.spot.line}, column {date.column}: businesses[0]."
        )

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('{"businesses": [', "books.json, line 1, column 17: is not JSON"),
            ('{"businesses": [{"id": NaN}]}', "NaN is not a number that books can hold"),
            ("[" * 100_000, "is nested too deeply"),
            ("", "is not JSON"),
            ('{"businesses": ' + "9" * 5000 + "}", "of too many digits"),
        ],
    )
    def test_file_that_is_no_json_says_where_it_breaks(self, rt: Runtime, tmp_path: Path, text: str, said: str) -> None:
        with pytest.raises(BadBooks) as caught:
            service.import_path(rt, _written(tmp_path, text))
        assert said in caught.value.lines()[0]

    def test_file_that_cannot_be_read_says_so(self, rt: Runtime, tmp_path: Path) -> None:
        path = tmp_path / "books.json"
        with pytest.raises(reading.Unreadable, match="No such file"):
            service.import_path(rt, path)
        path.write_bytes(b'{"name": "\xff"}')
        with pytest.raises(reading.Unreadable, match="not text in UTF-8"):
            service.import_path(rt, path)

    def test_progress_names_each_table(self, rt: Runtime, tmp_path: Path) -> None:
        seen: dict[str, int] = {}
        service.import_path(rt, _written(tmp_path, json.dumps(papers.content())), progress=seen.__setitem__)
        assert list(seen)[:3] == ["reading books.json", "businesses", "customers"]
        assert seen["invoices"] == 3


def _written(folder: Path, text: str) -> Path:
    path = folder / "books.json"
    path.write_text(text)
    return path


def _loaded(rt: Runtime, content: dict[str, Any]) -> Books:
    with rt.db.transaction(Caller.service()) as tx:
        return reader.load(tx, UUID(content["businesses"][0]["id"]))


def _expected(content: dict[str, Any], rt: Runtime) -> Books:
    loaded = _loaded(rt, content)
    expected = preview.books_in(content, owner_id=loaded.business.owner_id)[0]
    return Books(**{**expected.__dict__, "revision": loaded.revision})


def _count(engine: Engine, table: str, content: dict[str, Any]) -> int:
    ids = [UUID(business["id"]) for business in content["businesses"]]
    return shops.count(engine, f"select count(*) from {table} where id = any (:ids)", {"ids": ids})


@pytest.fixture
def production(rt: Runtime) -> Runtime:
    from dataclasses import replace

    return replace(rt, settings=replace(rt.settings, environment="production"))

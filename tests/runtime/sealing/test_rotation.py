"""Everything comes to be sealed by the first key, whatever else is written meanwhile, and nothing is lost."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.sealing import KeyRefused, Place, indexes, keyring, rotation, rows, standing, stored_files
from app.runtime.sealing.columns import ALL, DOCUMENT_LOOK_UP, DOCUMENT_RESULT, Column, Form
from app.runtime.sealing.seals import Seals
from tests.runtime.sealing.conftest import CANARY, NEW, OLD, Own

NOW = datetime(2026, 4, 1, tzinfo=UTC)


class TestReadableRows:
    def test_every_column_comes_to_be_sealed(self, own: Own) -> None:
        rt = own.process(OLD)
        assert rotation.rotate(rt, now=NOW).is_whole
        found = standing.standing(rt, now=NOW)
        assert set(found.totals) == {keyring.key_id(OLD)} and found.unindexed == 0
        assert {title for title, counts in found.sealed.items() if counts} >= {column.title for column in ALL}

    def test_no_table_shows_what_was_there(self, own: Own) -> None:
        tables = {column.table for column in ALL}
        shown = [f"select string_agg(t::text, '') from {table} t" for table in tables]
        assert all(CANARY in own.ask(query) or "\\x" in own.ask(query) for query in shown)
        rotation.rotate(own.process(OLD), now=NOW)
        hidden = CANARY.encode().hex()
        assert not any(CANARY in own.ask(query) or hidden in own.ask(query) for query in shown)

    def test_each_opens_to_what_it_was(self, sealed: Own) -> None:
        columns = [column for column in ALL if column is not DOCUMENT_LOOK_UP]
        assert {column.title: set(opened(sealed, column)) for column in columns} == {
            column.title: {CANARY} for column in columns
        }

    def test_a_document_is_found_by_what_it_was_found_by(self, own: Own) -> None:
        rt, business = own.process(OLD), own.shops.mine.business
        rotation.rotate(rt, now=NOW)
        told = own.ask("select number_key from document_extractions where business_id = %s", business)
        assert told in indexes.forms(rt.seals, "number_key", "INV1", business)
        assert told != "INV1"

    def test_equal_facts_of_a_business_share_a_seal(self, own: Own) -> None:
        rotation.rotate(own.process(OLD), now=NOW)
        seals = "select count(distinct facts -> 'bank') from book_facts where business_id = %s and facts ? 'bank'"
        assert own.ask(seals, own.shops.mine.business) == 1
        assert own.ask(seals.replace("distinct ", ""), own.shops.mine.business) > 1


class TestAnotherKey:
    def test_takes_over_and_the_former_is_retired(self, sealed: Own) -> None:
        run = rotation.rotate(sealed.process(f"{NEW},{OLD}"), now=NOW)
        assert run.retired == [keyring.key_id(OLD)]
        found = standing.standing(sealed.process(NEW), now=NOW)
        assert set(found.totals) == {keyring.key_id(NEW)} and found.unindexed == 0
        assert set(opened(sealed, DOCUMENT_RESULT, NEW)) == {CANARY}
        with pytest.raises(KeyRefused):
            sealed.process(OLD).seals.prove()

    def test_the_former_may_not_go_before(self, sealed: Own) -> None:
        with pytest.raises(KeyRefused):
            rotation.rotate(sealed.process(NEW), now=NOW)

    def test_a_run_that_breaks_off_is_gone_on_with(self, sealed: Own) -> None:
        rt = sealed.process(f"{NEW},{OLD}")
        assert not rotation.rotate(rt, now=NOW, seconds=1e-9).is_whole
        assert sealed.ask("select count(*) from sealing_keys where retired_at is null") == 2
        rotation.rotate_nightly(rt)
        assert sealed.ask("select count(*) from sealing_keys where retired_at is null") == 1

    def test_a_second_run_finds_nothing_to_do(self, sealed: Own) -> None:
        assert rotation.rotate(sealed.process(OLD), now=NOW).sealed == 0

    def test_another_index_key_indexes_anew(self, sealed: Own) -> None:
        rt = sealed.process(OLD, blind_index_key="another-key-only-for-tests-0123456789")
        assert standing.standing(rt, now=NOW).unindexed > 0
        rotation.rotate(rt, now=NOW)
        assert standing.standing(rt, now=NOW).unindexed == 0


class TestWhileServing:
    def test_what_is_written_meanwhile_stays(self, sealed: Own) -> None:
        rt = sealed.process(f"{NEW},{OLD}")
        id = sealed.ask("select id from document_extractions limit 1")
        later = sealed.process(OLD).seals.json({"gstin": "later"}, DOCUMENT_RESULT.place(id))

        class Meddling(Seals):
            def json(self, plain: Any, place: Place) -> dict[str, str]:
                sealed.ask("update document_extractions set result = %s::jsonb where id = %s", json.dumps(later), id)
                return super().json(plain, place)

        with rt.db.transaction(Caller.service()) as tx:
            assert not rows.seal_anew(tx, Meddling(rt.settings, rt.db.value), DOCUMENT_RESULT, {"id": id}, {})
        told = sealed.ask("select result from document_extractions where id = %s", id)
        assert rt.seals.opened_json(told, DOCUMENT_RESULT.place(id)) == {"gstin": "later"}

    def test_what_does_not_open_stays_and_keeps_nothing_from_being_sealed(self, sealed: Own) -> None:
        forged = json.dumps({"sealed": f"sealed:1:{'0' * 8}:gAAAAforged"})
        id = sealed.ask("select id from jobs limit 1")
        sealed.ask("update jobs set result = %s::jsonb where id = %s", forged, id)
        run = rotation.rotate(sealed.process(f"{NEW},{OLD}"), now=NOW)
        assert (run.broken, run.is_whole, run.retired) == (1, True, [keyring.key_id(OLD)])
        assert sealed.ask("select result from jobs where id = %s", id) == json.loads(forged)

    def test_a_night_looks_again_after_a_week_only(self, sealed: Own) -> None:
        rt = sealed.process(OLD)
        readable = "select count(*) from jobs where result ? 'gstin'"
        sealed.ask("update jobs set result = '{\"gstin\": 1}'")
        sealed.ask("update sealing_keys set whole_at = now()")
        rotation.rotate_nightly(rt)
        assert sealed.ask(readable) > 0
        sealed.ask("update sealing_keys set whole_at = now() - interval '8 days'")
        rotation.rotate_nightly(rt)
        assert sealed.ask(readable) == 0

    def test_is_written_down_once(self, sealed: Own) -> None:
        deeds = "select count(*) from ai_audit_logs where action = 'everything sealed by the first key'"
        before = sealed.ask(deeds)
        rotation.rotate(sealed.process(f"{NEW},{OLD}"), now=NOW, by="command line")
        rotation.rotate(sealed.process(f"{NEW},{OLD}"), now=NOW, by="command line")
        assert sealed.ask(deeds) == before + 1


class TestFiles:
    def test_a_readable_file_comes_to_be_sealed(self, own: Own) -> None:
        rt, key = own.process(OLD), document(own)
        rt.storage.put(key, b"%PDF " + CANARY.encode())
        assert rt.sealed_files.get(key).endswith(CANARY.encode())
        rotation.rotate(rt, now=NOW)
        assert CANARY.encode() not in rt.storage.get(key)
        assert rt.sealed_files.get(key).endswith(CANARY.encode())

    def test_a_file_keeps_its_key_from_being_retired(self, own: Own) -> None:
        own.process(OLD).sealed_files.put("uploads/1a", b"a photo")
        assert rotation.rotate(own.process(f"{NEW},{OLD}"), now=NOW).retired == []

    def test_one_whose_document_is_gone_is_not_put_back(self, own: Own) -> None:
        rt, key = own.process(OLD), f"documents/{uuid4().hex}"
        rt.storage.put(key, b"%PDF")
        assert not stored_files.seal_anew(rt, key)
        assert rt.storage.get(key) == b"%PDF"

    def test_one_is_not_read_under_another_name(self, own: Own) -> None:
        rt, key = own.process(OLD), document(own)
        rt.sealed_files.put(key, b"%PDF of one shop")
        rt.storage.put("documents/other", rt.storage.get(key))
        with pytest.raises(Exception, match="damaged"):
            rt.sealed_files.get("documents/other")

    def test_sealing_anew_makes_no_file_younger(self, own: Own) -> None:
        rt, key, young = own.process(OLD), document(own, -1), document(own)
        for one in (key, young):
            rt.sealed_files.put(one, b"%PDF")
        own.ask("update document_extractions set created_at = now() - interval '40 days' where id = %s", id_of(key))
        assert stored_files.delete_aged(rt, rt.clock.now() - timedelta(days=30)) == 1
        assert [f"documents/{one.name}" for one in rt.storage.keys("documents")] == [young]


def id_of(key: str) -> UUID:
    return UUID(key.partition("/")[2])


def document(own: Own, place: int = 0) -> str:
    """The key of the original of a document of one of the shops."""
    shop = own.shops.theirs if place else own.shops.mine
    return f"documents/{own.ask('select id from document_extractions where business_id = %s', shop.business).hex}"


def opened(own: Own, column: Column, keys: str = OLD) -> Iterator[str]:
    """The canary of every value of a column, as it opens."""
    rt: Runtime = own.process(keys)
    value = f"{column.name} -> '{column.part}'" if column.part else column.name
    found = own.shops.connection.execute(
        f"select {column.owner}, {value} from {column.table} where {value} is not null".encode()
    )
    for owner, told in found.fetchall():
        place = column.place(owner)
        if column.form is Form.TEXT:
            yield rt.seals.opened(told, place)
        elif column.form is Form.BYTES:
            yield rt.seals.opened_content(bytes(told), place).decode()
        else:
            yield rt.seals.opened_json(told, place)["gstin"]


@pytest.fixture
def sealed(own: Own) -> Own:
    """Sealed by the old key."""
    rotation.rotate(own.process(OLD), now=NOW)
    return own

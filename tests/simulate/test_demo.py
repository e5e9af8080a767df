"""The demo: loaded once, whole, with an invoice to show, and a card that opens it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import jwt
import pytest
from flask import Flask

from app.books import access, reader
from app.books.records import BusinessNotFound, DocumentKind
from app.factory import create_app
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from app.simulate import demo

UNTIL = date(2026, 11, 20)


class TestLoad:
    def test_brings_two_shops_of_two_owners_and_about_2500_documents(self, loaded: Runtime) -> None:
        first, second = (_books(loaded, shop) for shop in (demo.FIRST, demo.SECOND))
        assert 2250 <= len(first.documents) + len(second.documents) <= 2750
        assert first.business.owner_id != second.business.owner_id
        assert max(document.issued_on for document in first.documents) <= UNTIL

    def test_second_load_does_nothing(self, loaded: Runtime) -> None:
        before = _books(loaded, demo.FIRST).revision
        assert demo.load(loaded, until=date(2027, 1, 1)) == demo.Loaded(0, 0)
        assert _books(loaded, demo.FIRST).revision == before

    def test_owners_see_their_own_shop_alone(self, loaded: Runtime) -> None:
        owner = Caller.user(demo.FIRST.owner_id)
        with loaded.db.transaction(owner) as tx:
            seen = {business.id for business in access.businesses_of(tx, owner)}
            assert demo.FIRST.business_id in seen
            assert demo.SECOND.business_id not in seen
            with pytest.raises(BusinessNotFound):
                access.reach(tx, owner, demo.SECOND.business_id)

    def test_shown_invoice_is_a_customers_and_in_the_truth(self, loaded: Runtime) -> None:
        with loaded.db.transaction(Caller.service()) as tx:
            found = reader.fetch_document(tx, Caller.service(), demo.SHOWN_INVOICE)
        assert (found.business.id, found.document.kind) == (demo.FIRST.business_id, DocumentKind.SALES_INVOICE)
        assert found.party is not None
        truth = demo.content(demo.FIRST, until=UNTIL)["tax_errors"]
        kinds = {error["kind"] for error in truth if error["document_id"] == str(demo.SHOWN_INVOICE)}
        assert kinds == {"wrong_head", "wrong_arithmetic", "missing_hsn"}


class TestCommands:
    def test_load_says_that_it_was_loaded_before(self, local_app: Flask) -> None:
        assert _run(local_app, "load") == (0, "The demo was loaded before.\n")

    def test_card_has_what_demo_json_holds_and_nothing_else_is_printed(self, local_app: Flask) -> None:
        code, said = _run(local_app, "card", "--api-url", "http://127.0.0.1:8000")
        card: dict[str, Any] = json.loads(said)
        assert code == 0
        assert list(card) == [
            *("api_url", "access_token", "admin_token", "business_id", "invoice_id"),
            *("other_access_token", "other_business_id"),
        ]
        subjects = {name: _subject(card[name]) for name in card if name.endswith("token")}
        assert subjects["access_token"] == demo.FIRST.owner_id
        assert subjects["other_access_token"] == demo.SECOND.owner_id

    def test_there_is_no_card_where_supabase_issues_the_tokens(self, app: Flask) -> None:
        code, said = _run(app, "card", "--api-url", "http://127.0.0.1:8000")
        assert code == 1
        assert "AUTH_MODE is hs256" in said

    def test_production_has_no_demo(self, local_app: Flask, loaded: Runtime) -> None:
        production = replace(loaded, settings=replace(loaded.settings, environment="production"))
        code, said = _run(create_app(runtime=production), "load")
        assert (code, said) == (1, "Error: The demo is not loaded in production.\n")


def _run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["demo", *arguments])
    return result.exit_code, result.output


def _subject(token: str) -> UUID:
    return UUID(jwt.decode(token, options={"verify_signature": False})["sub"])


def _books(rt: Runtime, shop: demo.Shop) -> Any:
    with rt.db.transaction(Caller.service()) as tx:
        return reader.load(tx, shop.business_id)


@pytest.fixture(scope="module")
def loaded(rt: Runtime, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    """A runtime with a local issuer and the demo in its database."""
    folder: Path = tmp_path_factory.mktemp("demo")
    settings = replace(rt.settings, environment="development", data_dir=folder, auth_mode="local", jwt_secret_key="")
    runtime = assemble(settings)
    demo.load(runtime, until=UNTIL)
    yield runtime
    runtime.close()


@pytest.fixture(scope="module")
def local_app(loaded: Runtime) -> Flask:
    return create_app(runtime=loaded)

"""Returns and registers as the app asks for them, on the web application with real PostgreSQL and Redis."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from app.compliance.schemas import periods as schemas
from app.compliance.schemas.periods.shared import AnswerSchema
from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests.compliance.periods.conftest import Ledger, document

QUESTIONS: list[tuple[str, type[AnswerSchema]]] = [
    ("gstr1?period=2025-10", schemas.GSTR1Schema),
    ("gstr1?period=2025-Q3", schemas.GSTR1Schema),
    ("gstr3b?period=2025-10", schemas.GSTR3BSchema),
    ("calendar", schemas.CalendarSchema),
    ("calendar?registration=composition", schemas.CalendarSchema),
    ("calendar?registration=regular&frequency=quarterly", schemas.CalendarSchema),
    ("exposure", schemas.ExposureSchema),
    ("exposure?format=summary", schemas.ExposureSchema),
    ("serials?financial_year=2025-26", schemas.SerialsSchema),
    ("serials", schemas.SerialsSchema),
    ("checks?period=2025-10", schemas.PeriodChecksSchema),
]


@pytest.mark.usefixtures("worker")
class TestAnswers:
    @pytest.mark.parametrize(("what", "schema"), QUESTIONS)
    def test_every_answer_is_as_documented(
        self, client: FlaskClient, rt: Runtime, ledger: Ledger, what: str, schema: type[AnswerSchema]
    ) -> None:
        for language in ("en", "hi"):
            answer = ledger.told(client, rt, what, language=language)
            assert schema().validate(answer) == {}
            assert (answer["language"], answer["stale"]) == (language, False)
            assert datetime.fromisoformat(answer["generated_at"]).utcoffset() is not None

    def test_return_tells_tables_rows_and_what_is_left_out(
        self, client: FlaskClient, rt: Runtime, ledger: Ledger
    ) -> None:
        answer = ledger.told(client, rt, "gstr1?period=2025-10")
        (section,) = answer["sections"]
        assert (section["table"], section["documents"], section["taxable_value"], section["tax"]) == (
            "4A",
            3,
            3000,
            540,
        )
        assert [row["number"] for row in answer["documents"]] == ["INV-1", "INV-2", "INV-4"]
        (incomplete,) = answer["without_hsn"]
        assert (incomplete["number"], incomplete["lines"]) == ("INV-2", ["Laptop computer"])

    def test_summary_leaves_the_rows_out(self, client: FlaskClient, rt: Runtime, ledger: Ledger) -> None:
        answer = ledger.told(client, rt, "gstr1?period=2025-10&format=summary")
        assert schemas.GSTR1Schema().validate(answer) == {}
        assert "documents" not in answer and answer["sections"]

    def test_portal_gets_its_own_form(self, client: FlaskClient, rt: Runtime, ledger: Ledger) -> None:
        answer = ledger.told(client, rt, "gstr1?period=2025-10&format=portal")
        assert answer["fp"] == "102025"
        assert set(answer) == {"gstin", "fp", "version", "hash", "b2b", "hsn", "doc_issue"}

    def test_unpaid_bill_and_supplier_without_number_are_at_risk(
        self, client: FlaskClient, rt: Runtime, ledger: Ledger
    ) -> None:
        answer = ledger.told(client, rt, "exposure")
        assert answer["credit_at_risk"] == 360.0
        assert {one["risk"] for one in answer["risks"]} >= {"unpaid_180_days", "supplier_without_gstin"}
        assert not answer["gstr_2b_compared"]
        summary = ledger.told(client, rt, "exposure?format=summary")
        assert summary == {key: value for key, value in answer.items() if key != "bills"}

    @pytest.mark.parametrize("what", ["gstr1?period=2025-10", "gstr3b?period=2025-10", "calendar", "exposure"])
    def test_business_without_gstin_is_told_so_and_gets_no_portal_form(
        self, client: FlaskClient, rt: Runtime, ledger: Ledger, what: str
    ) -> None:
        ledger.content["businesses"][0]["gstin"] = None
        ledger.add(rt)
        assert any("Your own GSTIN" in note for note in ledger.told(client, rt, what)["notes"])
        refused = ledger.ask(client, rt, "gstr1?period=2025-10&format=portal")
        assert (refused.status_code, refused.get_json()["code"]) == (422, "own_gstin_needed")

    def test_missing_number_is_named(self, client: FlaskClient, rt: Runtime, ledger: Ledger) -> None:
        answer = ledger.told(client, rt, "serials?financial_year=2025-26")
        (series,) = answer["series"]
        assert [gap["from"] for gap in series["gaps"]] == ["INV-3"]
        assert series["gaps"][0]["plain_language_explanation"] == "Number INV-3 is missing between INV-2 and INV-4."

    @pytest.mark.parametrize("what", ["gstr1", "gstr3b"])
    def test_period_before_the_books_states_nothing(
        self, client: FlaskClient, rt: Runtime, ledger: Ledger, what: str
    ) -> None:
        early, later = (ledger.told(client, rt, f"{what}?period={month}") for month in ("2024-05", "2025-09"))
        assert any("this draft is empty" in note for note in early["notes"])
        assert not any("this draft is empty" in note for note in later["notes"])

    def test_credit_and_cash_are_told(self, client: FlaskClient, rt: Runtime, ledger: Ledger) -> None:
        answer = ledger.told(client, rt, "gstr3b?period=2025-10")
        assert answer["payment"]["in_cash"]["tax"] == 540 + 0
        assert {cell["cell"]: cell["tax"] for cell in answer["table_4"]}["4(B)(2)"] == 180


@pytest.mark.usefixtures("worker")
class TestChecks:
    def test_faults_are_counted_and_listed(self, client: FlaskClient, rt: Runtime, ledger: Ledger) -> None:
        answer = ledger.told(client, rt, "checks?period=2025-10")
        assert answer["checked"] == 4
        assert {one["rule"] for one in answer["rules"]} >= {"hsn_missing", "supplier_gstin_missing"}
        assert answer["total"] == answer["with_issues"] == len(answer["invoices"])

    def test_page_and_rule_choose_invoices(self, client: FlaskClient, rt: Runtime, ledger: Ledger) -> None:
        whole = ledger.told(client, rt, "checks?period=2025-10")["invoices"]
        parts = [
            ledger.told(client, rt, f"checks?period=2025-10&page_size=1&page={page}")["invoices"]
            for page in range(1, len(whole) + 2)
        ]
        assert [one for part in parts for one in part] == whole
        of_rule = ledger.told(client, rt, "checks?period=2025-10&rule=hsn_missing")
        assert [one["number"] for one in of_rule["invoices"]] == ["INV-2"]
        assert ledger.told(client, rt, "checks?period=2025-10&rule=nothing")["total"] == 0


class TestFreshness:
    def test_question_is_worked_out_once(
        self, client: FlaskClient, rt: Runtime, ledger: Ledger, worker: list[JobState]
    ) -> None:
        first, again = (ledger.told(client, rt, "gstr1?period=2025-10") for _ in range(2))
        ledger.told(client, rt, "gstr1?period=2025-10&format=portal")
        assert first == again
        assert worker == [JobState.DONE]

    def test_changed_books_are_gone_through_again(
        self, client: FlaskClient, rt: Runtime, ledger: Ledger, worker: list[JobState]
    ) -> None:
        before = ledger.told(client, rt, "serials?financial_year=2025-26")
        stores = ledger.content["businesses"][0]["parties"][0]
        ledger.add(rt, document("sales_invoice", stores, "INV-3"))
        after = ledger.told(client, rt, "serials?financial_year=2025-26")
        assert (before["missing"], after["missing"]) == (1, 0)
        assert worker == [JobState.DONE, JobState.DONE]


class TestRefusals:
    @pytest.mark.parametrize(
        "what",
        [
            "gstr1",
            "gstr1?period=2017-06",
            "gstr1?period=2099-01",
            "gstr1?period=October",
            "gstr1?period=2025-10&format=xml",
            "gstr1?period=2025-10&more=1",
            "exposure?format=portal",
            "gstr3b?period=2025-Q5",
            "gstr3b?period=%00",
            "calendar?frequency=weekly",
            "calendar?registration=overseas",
            "serials?financial_year=2016-17",
            "serials?financial_year=2025-27",
            "checks?period=2025-10&page=0",
            "checks?period=2025-10&page_size=101",
        ],
    )
    def test_what_cannot_be_asked_is_refused_in_a_sentence(
        self, client: FlaskClient, rt: Runtime, ledger: Ledger, what: str
    ) -> None:
        response = ledger.ask(client, rt, what)
        assert response.status_code == 422
        assert response.get_json()["message"].endswith(".")

    @pytest.mark.parametrize("what", [*(what for what, _ in QUESTIONS), "gstr1?period=1999-01"])
    def test_strangers_find_nothing(self, client: FlaskClient, rt: Runtime, ledger: Ledger, what: str) -> None:
        stranger: Any = Caller.user(uuid4())
        assert ledger.ask(client, rt, what, caller=stranger).status_code == 404

"""The console in real Chromium, on a real running system: a file's whole way, by mouse, by keyboard, and on a phone."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import sqlalchemy
from playwright.sync_api import FilePayload, expect

import ml_models
from app.operations.service import reporting
from app.runtime.runtime import Runtime, assemble
from app.runtime.settings import read
from ml_models import bundle, formats, predicting
from scripts import waiting
from tests.console import chromium, planted
from tests.console.chromium import Open, Window
from tests.running import System

MODEL = "duplicate_pairs"
SHIPPED = Path(ml_models.__file__).parent / "shipped" / f"{MODEL}{bundle.SUFFIX}"
VALIDATION_MS = 180_000

pytestmark = chromium.needed


class TestWholeWay:
    def test_upload_watch_promote_see_answers_change_and_roll_back(
        self, window: Window, server: System, as_admin: httpx.Client, api: httpx.Client, candidate: bytes
    ) -> None:
        before = _serving(as_admin)
        assert _answering(api, server) == before
        page = window.page
        page.goto(f"/admin/models/{MODEL}")
        page.get_by_role("link", name="Upload a version").click()
        page.get_by_label("Model file").set_input_files(_file("better.fineasy-model", candidate))
        page.get_by_role("button", name="Upload and validate").click()
        expect(page.get_by_role("status")).to_contain_text("It is being validated now")
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.get_by_text("passed all")).to_be_visible(timeout=VALIDATION_MS)
        assert window.problems() == []
        after = page.locator(".lead code").inner_text()

        page.get_by_role("link", name="Promote").click()
        page.get_by_label("Reason").fill("As good on every gate, and a first try of the console")
        assert window.problems() == []
        page.get_by_role("button", name="Promote").click()
        expect(page.get_by_role("status")).to_contain_text("The version is in production")
        waiting.until(lambda: _answering(api, server) == after)

        page.get_by_role("navigation", name="Where you are").get_by_role("link").last.click()
        page.get_by_role("link", name="Roll back").click()
        page.get_by_label("Reason").fill("Back to what we know")
        page.get_by_role("button", name="Roll back").click()
        expect(page.get_by_role("status")).to_contain_text("The earlier version is back in production")
        waiting.until(lambda: _answering(api, server) == before)
        page.goto("/admin/history")
        expect(page.get_by_text("“Back to what we know”").first).to_be_visible()
        assert window.problems() == []

    def test_file_that_is_not_taken_is_explained(self, window: Window, served: str) -> None:
        page = window.page
        page.goto(f"/admin/models/{served}/upload")
        page.get_by_label("Model file").set_input_files(_file("model.pkl", b"\x80\x04K\x01."))
        page.get_by_role("button", name="Upload and validate").click()
        expect(page.get_by_role("alert")).to_contain_text("validate_model.py")
        refused = [text for text in window.complaints if "422" not in text]
        assert refused == []


class TestEveryPage:
    @pytest.mark.parametrize(
        ("size", "scheme"), [(chromium.DESK, "light"), (chromium.PHONE, "dark")], ids=["desk-light", "phone-dark"]
    )
    def test_fits_speaks_to_everybody_and_breaks_no_policy(
        self, open_window: Open, pages: list[str], size: dict[str, int], scheme: str
    ) -> None:
        window = open_window(viewport=size, color_scheme=scheme)
        problems = window.problems()
        for path in pages:
            window.page.goto(path)
            problems += window.problems()
        assert problems == []

    def test_charts_are_drawn_and_have_their_figures_as_text(self, window: Window, served: str) -> None:
        window.page.goto(f"/admin/models/{served}/versions/3")
        expect(window.page.locator("figure.chart canvas")).to_be_visible()
        window.page.get_by_text("Figures").click()
        expect(window.page.get_by_role("cell", name="95.0 %")).to_be_visible()

    def test_insight_is_drawn_by_the_worker_and_told_in_figures(self, window: Window, insights: list[str]) -> None:
        page = window.page
        page.goto(insights[0])
        page.get_by_label("Number of the business").fill(insights[1].rsplit("/", 1)[-1])
        page.get_by_role("button", name="Show its insights").click()
        page.locator(f"h2 a[href='{insights[2]}']").click()
        chart = page.locator("img.drawn")
        expect(chart).to_be_visible()
        chart.evaluate("image => image.decode()")
        assert chart.evaluate("image => image.naturalWidth") == 720
        page.get_by_text("Cash at the end of each day").click()
        expect(page.get_by_role("cell", name="₹").first).to_be_visible()
        assert window.problems() == []

    def test_status_knows_every_process_and_measures_itself_anew(self, window: Window) -> None:
        page = window.page
        page.goto("/admin/status")
        for kind in ("Web", "Worker", "Beat"):
            named = f"{kind} {socket.gethostname()}:"
            expect(page.get_by_role("listitem").filter(has_text=named).first).to_be_visible()
        page.locator("#jobs-dead").focus()
        before = page.locator("#status-now .hint time").first.get_attribute("datetime")
        expect(page.locator("#status-now .hint time").first).not_to_have_attribute(
            "datetime", before or "", timeout=20_000
        )
        expect(page.locator("#jobs-dead")).to_be_focused()
        assert window.problems() == []

    def test_sign_in_page_and_refusals_speak_to_everybody(self, open_window: Open) -> None:
        window = open_window(is_signed_in=False, viewport=chromium.PHONE)
        window.page.goto("/admin/sign-in")
        assert window.problems() == []
        window.page.get_by_label("Admin token").fill("nonsense")
        window.page.get_by_role("button", name="Sign in").click()
        expect(window.page.get_by_role("alert")).to_contain_text("paste a fresh one")
        assert [problem for problem in window.problems() if "401" not in problem] == []


class TestKeyboard:
    def test_flag_is_changed_without_a_mouse(self, open_window: Open, server: System) -> None:
        window = open_window(is_signed_in=False)
        page, keyboard = window.page, window.page.keyboard
        page.goto("/admin/flags")
        window.tab_to("token")
        keyboard.type(server.demo["admin_token"])
        keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Feature flags")).to_be_visible()
        keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        keyboard.press("Enter")
        window.tab_to("Smart notifications")
        keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Smart notifications")).to_be_visible()
        page.get_by_role("radio", name="as the environment says").focus()
        for _ in range(2):
            keyboard.press("ArrowUp")
        expect(page.get_by_role("radio", name="on", exact=True)).to_be_checked()
        window.tab_to("reason")
        keyboard.type("By keyboard alone")
        window.tab_to("Change the flag")
        keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("The flag is changed")
        expect(page.get_by_text("“By keyboard alone”").first).to_be_visible()
        assert window.problems() == []


class TestWithoutScripts:
    def test_pages_and_forms_work(self, open_window: Open, served: str) -> None:
        page = open_window(java_script_enabled=False).page
        page.goto(f"/admin/models/{served}/versions/4")
        page.get_by_text("Other steps").click()
        page.get_by_role("link", name="Archive").click()
        page.get_by_label("Reason").fill("It did not pass")
        page.get_by_role("button", name="Archive").click()
        expect(page.get_by_role("status")).to_contain_text("The version is archived")


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def _serving(as_admin: httpx.Client) -> str:
    """The label in production, once the worker has taken the models of the release."""

    def label() -> str:
        answer = as_admin.get(f"/api/v1/models/{MODEL}")
        production = answer.json()["pointer"]["production"] if answer.status_code == 200 else None
        return production["label"] if production else ""

    waiting.until(lambda: bool(label()))
    return label()


def _answering(api: httpx.Client, server: System) -> str:
    """The version that an analysis of the demo's books names."""
    answer = api.post("/api/v1/fraud/analyze", json={"business_id": server.demo["business_id"]})
    assert answer.status_code == 200, answer.text
    models: dict[str, str] = answer.json()["analysis_metadata"]["models"]
    return models[MODEL]


@pytest.fixture(scope="module")
def as_admin(server: System) -> Iterator[httpx.Client]:
    """Calls the API as the demo's admin."""
    headers = {"Authorization": f"Bearer {server.demo['admin_token']}"}
    with httpx.Client(base_url=server.url, headers=headers, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def inside(server: System) -> Iterator[Runtime]:
    """A runtime on the system's own servers."""
    wanted = {"DATA_DIR": str(server.folder), "ENVIRONMENT": "test", "PATH": os.defpath}
    runtime = assemble(read(wanted))
    yield runtime
    runtime.close()


@pytest.fixture(scope="module")
def served(inside: Runtime) -> Iterator[str]:
    """A model with everything that a page can show."""
    url = inside.settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = sqlalchemy.create_engine(url)
    yield planted.model(inside, engine)
    engine.dispose()


@pytest.fixture
def insights(api: httpx.Client, server: System) -> list[str]:
    """The pages of the demo's insights: all businesses, the demo's, and its cash."""
    business = f"/admin/insights/{server.demo['business_id']}"
    found = api.get(f"/api/v1/insights/{server.demo['business_id']}").json()["insights"]
    cash = next(one for one in found if one["insight_type"] == "cash_flow_prediction")
    return ["/admin/insights", business, f"{business}/{cash['insight_id']}"]


@pytest.fixture
def told(inside: Runtime) -> str:
    """The page of a report."""
    (week, *_) = reporting.write_due(inside, now=inside.clock.now()) or [reporting.listed(inside)[0].span]
    return f"/admin/reports/{week.period}/{week.begins_on}"


@pytest.fixture
def pages(served: str, as_admin: httpx.Client, insights: list[str], told: str) -> list[str]:
    """Every page."""
    model = f"/admin/models/{served}"
    steps = [f"{model}/versions/3/{step}" for step in ("promote", "canary", "reject")]
    versions = [f"{model}/versions/{number}" for number in (1, 2, 3, 4)]
    return [
        *("/admin/models", model, f"{model}/upload", f"{model}/rollback", f"{model}/retrain", *versions, *steps),
        *("/admin/jobs", "/admin/jobs?state=dead", "/admin/flags", "/admin/flags/fraud_detection"),
        *(
            "/admin/feedback",
            "/admin/feedback?kind=none",
            *insights,
            "/admin/documents",
            "/admin/history",
            "/admin/audit",
            "/admin/status",
            "/admin/runbook",
            "/admin/reports",
            told,
        ),
    ]


@pytest.fixture
def candidate() -> bytes:
    """The shipped model with its weights moved by a hair: another file, as good as the one that serves."""
    shipped = bundle.read(SHIPPED.read_bytes())
    told, model = shipped.manifest, formats.load(shipped.manifest.kind, shipped.content)
    model.intercept_ = model.intercept_ + 1e-4
    made = bundle.bundled(
        formats.dump(told.kind, model),
        name=MODEL,
        kind=told.kind,
        task=told.task,
        frameworks=told.frameworks,
        features=told.features,
        smoke=predicting.smoke_for(told.task, model, told.smoke.inputs),
        created_at=told.created_at,
    )
    return bundle.written(made)

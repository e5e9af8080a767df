"""A document looked through in real Chromium, on a real running system: boxes, keys, a sum set right, a phone."""

from collections.abc import Iterator
from io import BytesIO

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.console import chromium
from tests.console.chromium import Open, Window
from tests.intake import papers
from tests.running import System

pytestmark = chromium.needed
TOTAL, WRONG = "totals.grand_total", 1900
MISFIT = "Everything together comes to 1062.00; the grand total says 1900.00."
INSIDE = "one => { const a = one.getBoundingClientRect(), b = one.closest('.sheets').getBoundingClientRect();"
INSIDE += " return a.top >= b.top - 1 && a.bottom <= b.bottom + 1; }"
DARK, LETTERS, PAPER = 128, 0.03, 0.005
"""Letters are darker than this, paper is lighter; shares of dark pixels where there are letters, and where not."""


class TestBoxes:
    def test_box_stands_around_what_was_read(self, window: Window, document: str) -> None:
        page = opened(window, document)
        page.locator(".marks").evaluate("marks => { marks.style.opacity = 0; }")
        hinge, total = (darkness(page, path) for path in ("lines.0.description", TOTAL))
        assert min(hinge, total) > LETTERS, "no letters in the box"
        assert darkness(page, TOTAL, shift=1.5) < PAPER, "letters where there should be paper"

    def test_value_and_box_lead_to_each_other(self, window: Window, document: str) -> None:
        page = opened(window, document)
        page.get_by_label("Larger").check()
        field(page, TOTAL).focus()
        expect(box(page, TOTAL)).to_have_class("is-misfit here")
        assert box(page, TOTAL).evaluate(INSIDE)
        box(page, "supplier.gstin").click()
        expect(field(page, "supplier.gstin")).to_be_focused()
        expect(page.locator(".here")).to_have_count(1)


class TestKeys:
    def test_wrong_sum_is_found_and_set_right_by_keyboard(
        self, window: Window, api: httpx.Client, document: str
    ) -> None:
        page, keyboard = opened(window, document), window.page.keyboard
        expect(page.get_by_text(MISFIT)).to_be_visible()
        visited = []
        for _ in range(page.locator("[data-rank]").count()):
            keyboard.press("Tab")
            visited.append(int(page.evaluate("document.activeElement.dataset.rank")))
        assert visited == sorted(visited) and len(visited) > 1
        while page.evaluate("document.activeElement.dataset.path") != TOTAL:
            keyboard.press("Shift+Tab")
        keyboard.type("12")
        keyboard.press("Escape")
        expect(field(page, TOTAL)).to_have_value("1900.00")
        keyboard.type("1,062.00")
        keyboard.press("Enter")
        expect(page.get_by_text(MISFIT)).to_have_count(0)
        expect(field(page, TOTAL)).not_to_have_attribute("aria-invalid", "true")
        expect(page.locator("#announced")).to_contain_text("Saved.")
        assert api.get(f"/api/v1/invoices/extractions/{document}").json()["totals"]["grand_total"] == 1062
        assert window.problems() == []

    def test_lines_keys_and_refusals(self, window: Window, document: str) -> None:
        page, keyboard = opened(window, document), window.page.keyboard
        field(page, "lines.0.quantity").focus()
        keyboard.press("Alt+ArrowDown")
        expect(field(page, "lines.1.quantity")).to_be_focused()
        keyboard.type("many")
        keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("This must be a number.")
        expect(field(page, "lines.1.quantity")).to_be_focused()
        expect(field(page, "lines.1.quantity")).to_have_value("many")
        page.get_by_role("heading", level=1).click()
        keyboard.press("?")
        expect(page.get_by_role("dialog")).to_be_visible()
        assert [one for one in window.problems() if "422" not in one] == []
        keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()


class TestEverybody:
    def test_phone_has_the_page_above_the_values(self, open_window: Open, document: str) -> None:
        window = open_window(viewport=chromium.PHONE, color_scheme="dark")
        page = opened(window, document)
        picture, name = page.locator(".sheets").bounding_box(), field(page, "supplier.name").bounding_box()
        assert picture and name and picture["y"] + picture["height"] < name["y"]
        field(page, TOTAL).focus()
        expect(box(page, TOTAL)).to_be_in_viewport()
        assert window.problems() == []

    def test_plain_form_without_scripts(self, open_window: Open, document: str) -> None:
        page = opened(open_window(java_script_enabled=False), document)
        box(page, TOTAL).click()
        assert page.url.endswith(f"#f-{TOTAL}")
        field(page, TOTAL).fill("1062")
        page.get_by_label("I have looked at all of it").check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved. Sums and checks were tried anew.")).to_be_visible()
        expect(page.get_by_text(MISFIT)).to_have_count(0)
        page.get_by_role("link", name="Documents", exact=True).first.click()
        expect(page.locator(f"li:has(a[href='/admin/documents/{document}'])")).to_contain_text("done")


def opened(window: Window, document: str) -> Page:
    """The page of the document, its picture drawn."""
    window.page.goto(f"/admin/documents/{document}")
    expect(window.page.locator(".sheet img")).to_have_js_property("complete", True)
    return window.page


def field(page: Page, path: str) -> Locator:
    """Where a value is typed."""
    return page.locator(f"[id='f-{path}']")


def box(page: Page, path: str) -> Locator:
    """Its box on the picture."""
    return page.locator(f"[id='b-{path}']")


def darkness(page: Page, path: str, shift: float = 0.0) -> float:
    """The share of dark pixels inside a box as it is seen, or so many of its heights below."""
    box(page, path).scroll_into_view_if_needed()
    at = box(page, path).bounding_box()
    assert at
    clip = {**at, "y": at["y"] + shift * at["height"]}
    seen = Image.open(BytesIO(page.screenshot(clip=clip))).convert("L")  # type: ignore[arg-type]
    return sum(seen.histogram()[:DARK]) / (seen.width * seen.height)


@pytest.fixture
def document(api: httpx.Client, bill: str) -> str:
    """The bill with its sums as they should be, but for the total."""
    right = {"totals.taxable_value": 900, "totals.cgst": 81, "totals.sgst": 81, TOTAL: WRONG}
    answer = api.patch(f"/api/v1/invoices/extractions/{bill}", json={"corrections": right})
    assert answer.status_code == 200, answer.text
    return bill


@pytest.fixture(scope="module")
def bill(api: httpx.Client, server: System) -> Iterator[str]:
    """A bill of the demo's shop, read by the worker; gone afterwards."""
    sent = {"business_id": server.demo["business_id"], "reference_date": papers.ON.isoformat(), "wait": "25"}
    told = api.post("/api/v1/invoices/extract", data=sent, files={"file": ("bill.pdf", papers.pdf())}).json()
    yield told["id"]
    api.delete(f"/api/v1/invoices/extractions/{told['id']}")

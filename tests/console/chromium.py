"""Debian's Chromium without a screen, and what must hold of every page that it shows."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

EXECUTABLE = shutil.which("chromium")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
PATIENCE_MS = 15_000
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ACTIVE = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return [(one.innerText || one.ariaLabel || one.id || "").trim(), style.outlineStyle !== "none", one.tagName];
}"""

needed = pytest.mark.skipif(EXECUTABLE is None, reason="Debian's chromium is not installed")


@contextmanager
def started() -> Iterator[Browser]:
    """A browser with a fresh profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
        yield browser
        browser.close()


class Window:
    """One page of its own session. What the browser complains about is kept in `complaints`."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        self._context = browser.new_context(base_url=address, **({"viewport": DESK} | options))
        self._context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self._context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def sign_in(self, token: str) -> None:
        """Pastes the token."""
        self.page.goto("/admin")
        self.page.get_by_label("Admin token").fill(token)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/admin/models")

    def problems(self) -> list[str]:
        """What is wrong with the page as it stands: complaints, width, and what axe-core finds."""
        found = list(self.complaints)
        if self.page.evaluate(OVERFLOW) > 0:
            found.append(f"{self.page.url} scrolls sideways")
        for violation in Axe().run(self.page, options=ONLY_VIOLATIONS).response["violations"]:
            places = [node["html"][:120] for node in violation["nodes"]]
            found.append(f"{self.page.url}: {violation['id']} at {places}")
        return found

    def tab_to(self, words: str, *, most: int = 80) -> None:
        """Presses Tab until what has the focus says `words`; each stop on the way must be seen to have it."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            text, is_seen, tag = self.page.evaluate(ACTIVE)
            assert is_seen or tag in ("BODY", "HTML"), f"the focus cannot be seen on {text!r}"
            if words in text:
                return
        raise AssertionError(f"Tab never came to {words!r}")

    def close(self) -> None:
        """Ends the session of this window."""
        self._context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


Open = Callable[..., Window]
"""Opens a window, signed in unless asked otherwise."""

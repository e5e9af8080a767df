"""The status page: what it shows, and what an admin sets there."""

from collections.abc import Iterator

import pytest

from app.runtime.maintenance import service
from app.runtime.maintenance.records import Said
from app.runtime.runtime import Runtime
from tests.console.browser_visits import Visitor


class TestStatus:
    def test_shows_parts_jobs_and_that_the_service_is_open(self, admin: Visitor) -> None:
        page = admin.get("/status").text
        assert "The service is open." in page and "Database" in page and "Longest wait, urgent" in page

    def test_closes_with_a_reason_and_opens(self, rt: Runtime, admin: Visitor) -> None:
        form = {"state": "closed", "until": "", "english": "We move house.", "hindi": ""}
        assert admin.post("/status/maintenance", form_of="/status", **form, reason="").status_code == 422
        assert not service.is_closed(rt)
        answer = admin.post("/status/maintenance", form_of="/status", **form, reason="a new disk")
        assert answer.location == "/admin/status?said=closed"
        assert service.present(rt).told.english == "We move house."
        assert "closed for maintenance since" in admin.get("/status").text
        admin.post("/status/maintenance", form_of="/status", state="open", reason="done")
        assert not service.is_closed(rt)

    @pytest.mark.parametrize("wrong", [{"until": "soon"}, {"state": "ajar"}, {"english": "x" * 301}])
    def test_wrong_details_close_nothing(self, rt: Runtime, admin: Visitor, wrong: dict[str, str]) -> None:
        form = {"state": "closed", "until": "", "english": "", "hindi": "", "reason": "a test"} | wrong
        assert admin.post("/status/maintenance", form_of="/status", **form).status_code == 422
        assert not service.is_closed(rt)

    def test_banner_is_text_and_never_markup(self, rt: Runtime, admin: Visitor) -> None:
        form = {"english": "<b>Slow</b> today.", "hindi": "", "reason": "load"}
        assert admin.post("/status/banner", form_of="/status", **form).status_code == 303
        assert service.present(rt).banner.english == "<b>Slow</b> today."
        assert "&lt;b&gt;Slow" in admin.get("/status").text


@pytest.fixture(autouse=True)
def reopened(rt: Runtime) -> Iterator[None]:
    """Opens the service and takes the banner down, whatever the test did."""
    yield
    service.reopen(rt, now=rt.clock.now(), by="tests")
    service.announce(rt, Said(), now=rt.clock.now(), by="tests")

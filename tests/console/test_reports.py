"""The reports as an admin reads them."""

from datetime import timedelta

import pytest

from app.operations.records import Period, Span
from app.operations.service import reporting
from app.operations.wording import reports as wording
from app.runtime.runtime import Runtime
from tests.console.browser_visits import Visitor


class TestReports:
    def test_are_listed_and_shown(self, admin: Visitor, week: Span) -> None:
        address = f"/admin/reports/week/{week.begins_on}"
        assert f'<a href="{address}">{wording.title(week)}</a>' in admin.get("/reports").text
        page = admin.client.get(address).text
        assert f"<h1>{wording.title(week)}</h1>" in page
        assert "<h2>How it answered</h2>" in page and "<h2>What waits for somebody</h2>" in page

    @pytest.mark.parametrize("path", ["week/2001-01-01", "week/soon", "month/0000-00-00", "year/2026-01-01"])
    def test_one_that_was_never_written_is_told_so(self, admin: Visitor, path: str) -> None:
        assert admin.get(f"/reports/{path}").status_code == 404


@pytest.fixture
def week(rt: Runtime) -> Span:
    """The last week, told."""
    now = rt.clock.now()
    reporting.write_due(rt, now=now)
    found = next(one.span for one in reporting.listed(rt) if one.span.period is Period.WEEK)
    assert found.ends_before - found.begins_on == timedelta(days=7)
    return found

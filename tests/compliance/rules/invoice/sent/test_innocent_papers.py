"""Documents that obey the law and look as if they did not: none gets an issue, not even advice."""

from typing import Any

import pytest

from tests.compliance.rules.invoice.sent.cases import INNOCENT
from tests.compliance.sent_papers import codes


@pytest.mark.parametrize(("why", "body"), INNOCENT, ids=[row[0] for row in INNOCENT])
def test_lawful_paper_gets_no_issue(why: str, body: dict[str, Any]) -> None:
    assert codes(body) == [], why

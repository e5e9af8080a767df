"""How the risk of a business and the alerts beyond a readable number are said."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from app.fraud.records import AlertType, Digest, Moved, Risk
from app.fraud.wording import figures
from tests.fraud.shop import DAY, identifier

MONEY = Moved(DAY - timedelta(days=89), DAY, Decimal("410000"))


class TestRisk:
    @pytest.mark.parametrize(
        ("found", "moved", "said"),
        [
            (
                Risk(0.0109, Decimal("4484"), 2),
                MONEY,
                "Of ₹4,10,000 that moved from 18 Oct 2025 to 15 Jan 2026, about ₹4,484 (1.1%) may be wrong: the amounts"
                " of 2 alerts, each counted by how sure it is, and no rupee twice.",
            ),
            (
                Risk(0.0, Decimal(0), 0),
                MONEY,
                "₹4,10,000 moved from 18 Oct 2025 to 15 Jan 2026, and nothing of it is in question.",
            ),
            (Risk(0.0, Decimal(0), 0), Moved(), "No money has moved in these books yet."),
        ],
    )
    def test_is_said_with_its_figures(self, found: Risk, moved: Moved, said: str) -> None:
        assert figures.risk(found, moved) == said


class TestDigest:
    @pytest.mark.parametrize("kind", AlertType)
    @pytest.mark.parametrize("count", [1, 37])
    def test_every_type_is_counted_in_plain_words(self, kind: AlertType, count: int) -> None:
        said = figures.digest(Digest(kind, count, Decimal("125000"), identifier("one"), 0.9))
        assert said.startswith(f"{count} more ") and said.endswith("₹1,25,000 in question.")
        assert not re.search(r"[{}_]", said)

"""How often one user may ask, and what who asks too often is told."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.runtime.settings import Settings


class TestLimits:
    def test_who_asks_too_often_is_told_so_plainly_and_when_to_come_back(self, hurried: FlaskClient) -> None:
        answers = [hurried.get("/openapi.json") for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
        assert answers[-1].json is not None
        assert answers[-1].json["code"] == "too_many_requests"
        assert int(answers[-1].headers["Retry-After"]) > 0

    def test_probes_are_never_refused(self, hurried: FlaskClient) -> None:
        assert {hurried.get("/health/live").status_code for _ in range(9)} == {200}


@pytest.fixture
def hurried(settings: Settings) -> FlaskClient:
    """A client of an application that lets an address ask three times a minute."""
    app = create_app(replace(settings, rate_limit_per_minute=3))
    client: FlaskClient = app.test_client()
    client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    return client

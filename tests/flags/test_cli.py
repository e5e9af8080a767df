"""`flask flags`: what operators type, and what they are told."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests import shops


class TestFlags:
    def test_flag_is_made_shown_and_left_to_the_environment(self, app: Flask, name: str) -> None:
        assert _run(app, "set", name, "--enabled", "--rollout", "25") == (0, f"{name} is set.\n")
        assert f"{name}: on, rollout 25%" in _run(app, "list")[1]
        assert _run(app, "set", name, "--rollout", "50")[0] == 0
        assert f"{name}: on, rollout 50%" in _run(app, "list")[1]
        assert _run(app, "set", name, "--default")[0] == 0
        assert f"{name}: as the environment says, rollout 50%" in _run(app, "list")[1]

    def test_flag_of_one_business(self, app: Flask, name: str, engine: Engine) -> None:
        business = str(shops.opened(engine, uuid4()))
        _run(app, "set", name, "--enabled")
        statement = "select count(*) from feature_flag_overrides where name = :name and not enabled"
        assert _run(app, "set", name, "--disabled", "--business", business)[0] == 0
        assert shops.count(engine, statement, {"name": name}) == 1
        assert _run(app, "set", name, "--default", "--business", business)[0] == 0
        assert shops.count(engine, statement, {"name": name}) == 0

    @pytest.mark.parametrize(
        "options",
        [
            (),
            ("--enabled", "--default"),
            ("--rollout", "101"),
            ("--enabled", "--business", "mine"),
            ("--enabled", "--business", shops.NOBODYS),
            ("--business", shops.NOBODYS),
            ("--disabled", "--rollout", "5", "--business", shops.NOBODYS),
        ],
    )
    def test_nonsense_is_refused_in_words(self, app: Flask, name: str, options: tuple[str, ...]) -> None:
        code, said = _run(app, "set", name, *options)
        assert code != 0
        assert "Error: " in said
        assert "Traceback" not in said

    def test_name_that_is_no_name_is_refused(self, app: Flask) -> None:
        code, said = _run(app, "set", "No Name", "--enabled")
        assert (code, said[:30]) == (1, "Error: A flag's name is made o")


def _run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["flags", *arguments])
    return result.exit_code, result.output


@pytest.fixture
def name(engine: Engine) -> Iterator[str]:
    found = f"flag_{uuid4().hex}"
    yield found
    shops.execute(engine, "delete from feature_flags where name = :name", {"name": found})

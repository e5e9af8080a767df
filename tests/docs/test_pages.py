"""The pages of reference say what the code says, and every link and command in them leads somewhere."""

import re
from pathlib import Path

import click
import pytest
from flask import Flask

from app.runtime import migrations
from scripts import docs

PARTS = {"ages", "calls", "checks", "jobs", "problems", "reliability", "schedule", "settings", "statuses", "treatments"}
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
FLASK_COMMAND = re.compile(r"\bflask ([a-z]+) ([a-z0-9-]+)")
MAKE_TARGET = re.compile(r"\bmake ([a-z-]+)`")
SWAGGER_FILES = "/docs/"


class TestGeneratedParts:
    def test_pages_are_what_make_docs_would_write(self, app: Flask) -> None:
        stale = [path.name for path, page in docs.pages(app) if path.read_text(encoding="utf-8") != page]
        assert stale == [], "run `make docs`"

    def test_no_part_is_missing_or_doubled(self) -> None:
        found = [part[2] for path in docs.DOCS.glob("*.md") for part in docs.PART.finditer(path.read_text())]
        assert sorted(found) == sorted(PARTS)

    def test_every_heading_of_the_settings_still_has_its_first_one(self) -> None:
        page = docs.settings_part()
        assert [heading for heading in docs.GROUPS.values() if f"## {heading}\n" not in page] == []

    def test_every_address_of_the_service_is_listed(self, app: Flask) -> None:
        page = (docs.DOCS / "calls.md").read_text() + (docs.DOCS / "console.md").read_text()
        addresses = {re.sub(r"<(?:[^<>]+:)?(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules()}
        unlisted = {path for path in addresses if f"{path}`" not in page and not path.startswith(SWAGGER_FILES)}
        assert unlisted == set()

    def test_no_two_errors_of_ours_share_a_code(self) -> None:
        codes = re.findall(r"^\| \d+ \| `(\w+)`", docs.problems_part(), re.MULTILINE)
        assert len(codes) == len(set(codes))


class TestWords:
    def test_every_link_leads_to_a_file(self, pages: list[Path]) -> None:
        links = [(path, target) for path in pages for target in LINK.findall(path.read_text())]
        assert [(path.name, target) for path, target in links if not (path.parent / target).exists()] == []

    def test_every_flask_command_exists(self, pages: list[Path], app: Flask) -> None:
        named = {pair for path in pages for pair in FLASK_COMMAND.findall(path.read_text())}
        assert named
        known = {
            (group, command)
            for group, commands in app.cli.commands.items()
            if isinstance(commands, click.Group)
            for command in commands.commands
        }
        assert named - known == set()

    def test_every_make_target_exists(self, pages: list[Path], repository: Path) -> None:
        named = {target for path in pages for target in MAKE_TARGET.findall(path.read_text())}
        known = set(re.findall(r"^([a-z-]+):", (repository / "Makefile").read_text(), re.MULTILINE))
        assert named
        assert named - known == set()


class TestTables:
    def test_every_file_of_the_schema_is_told(self, repository: Path) -> None:
        page = (repository / "schema" / "README.md").read_text()
        assert [one.name for one in migrations.load(local=True) if f"| `{one.name}` |" not in page] == []

    def test_every_shipped_model_is_told(self, repository: Path) -> None:
        page = (repository / "ml_models" / "README.md").read_text()
        shipped = [path.stem for path in (repository / "ml_models" / "shipped").glob("*.fineasy-model")]
        assert shipped
        assert [name for name in shipped if f"| `{name}` |" not in page] == []


@pytest.fixture(scope="module")
def pages(repository: Path) -> list[Path]:
    """Everything written to be read, the two templates of settings included."""
    folders = ("docs", "schema", "ml_models")
    found = [path for folder in folders for path in (repository / folder).rglob("*.md")]
    return [repository / "README.md", repository / ".env.example", repository / ".env.production.template", *found]

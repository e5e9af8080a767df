"""Where things live: a new folder or file outside these lists fails on purpose, until its place is decided here."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

TOP = {
    *(".ci", "app", "docs", "ml_models", "schema", "scripts", "tasks", "tests"),
    *(".env.example", ".env.production.template", ".gitignore", ".importlinter", "LICENSE", "Makefile", "README.md"),
    *("gunicorn.conf.py", "pyproject.toml", "wsgi.py"),
    *(".dockerignore", "Dockerfile", "docker-compose.yml", "docker-compose.prod.yml", "nginx", "systemd", "pgbouncer"),
    *(".github", "k8s", "monitoring", "semgrep"),
    *(
        f"requirements{extra}.{kind}"
        for extra in ("", "-worker", "-ocr", "-otel", "-dev", "-ops", "-scan")
        for kind in ("in", "txt")
    ),
}
CAPABILITIES = (
    *("fraud", "insights", "compliance", "invoices"),
    *("intake", "assistant", "model_registry", "feedback", "flags", "audit", "privacy"),
    "operations",
)
CAPABILITY_FILES = {"api", "cli", "schemas", "service", "training", "repo", "wording", "rules", "records"}
ALSO = {"feedback": {"usage"}, "invoices": {"files", "opening"}, "insights": {"charts"}}
"""What a capability has besides: `usage` counts calls for all, `files` and `opening` read documents, `charts` draws."""
CONSOLE = {
    *("blueprint", "door", "forms", "refusals"),  # who comes in, with what, and what stands around a page
    *("pages", "rendering", "templates", "static", "assets"),  # what is shown
    *("charts", "fieldsets", "words", "sentences"),  # how it reads
}
NAMES_THAT_SAY_NOTHING = re.compile(r"(^|_)(utils?|helpers?|common|manager|base|misc)(_|$|\.)")
CLOCK = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}


class TestLayout:
    def test_top_of_the_repository_holds_what_it_should(self, repository: Path) -> None:
        assert {name.split("/")[0] for name in _tracked(repository)} <= TOP

    @pytest.mark.parametrize("capability", CAPABILITIES)
    def test_capability_has_the_same_files_as_the_others(self, repository: Path, capability: str) -> None:
        folder = repository / "app" / capability
        found = {path.stem for path in folder.glob("*") if path.name not in ("__init__.py", "__pycache__")}
        assert found <= CAPABILITY_FILES | ALSO.get(capability, set())

    def test_console_has_pages_and_what_they_are_made_of(self, repository: Path) -> None:
        found = {path.stem for path in (repository / "app" / "console").glob("[!_]*")}
        assert found <= CONSOLE

    def test_no_name_that_says_nothing(self, repository: Path) -> None:
        names = [name for name in _tracked(repository) if NAMES_THAT_SAY_NOTHING.search(Path(name).name)]
        assert names == []

    def test_nine_files_of_ten_have_under_200_lines(self, repository: Path) -> None:
        lengths = sorted(len(path.read_text().splitlines()) for path in _sources(repository, "app", "tasks", "scripts"))
        assert lengths[len(lengths) * 9 // 10] < 200


class TestHabits:
    def test_only_the_runtimes_clock_reads_the_clock(self, repository: Path) -> None:
        readers = {path for path in _sources(repository, "app", "ml_models", "tasks") if _reads_the_clock(path)}
        assert readers == {repository / "app/runtime/clock.py"}

    def test_every_module_says_what_it_is_for(self, repository: Path) -> None:
        silent = [
            path
            for path in _sources(repository, "app", "ml_models", "tasks", "scripts")
            if not ast.get_docstring(ast.parse(path.read_text()))
        ]
        assert silent == []


def _tracked(repository: Path) -> list[str]:
    """Names of the files under version control; where there is no git, of the files that a clone would have."""
    done = subprocess.run(["git", "ls-files"], cwd=repository, capture_output=True, text=True)
    if done.returncode == 0:
        return done.stdout.splitlines()
    return [str(path.relative_to(repository)) for path in _sources(repository, "app", "ml_models", "tasks", "tests")]


def _sources(repository: Path, *folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (repository / folder).rglob("*.py"))


def _reads_the_clock(path: Path) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return any(
        isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name) and (call.value.id, call.attr) in CLOCK
        for call in calls
    )

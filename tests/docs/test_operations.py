"""Every command of the runbook is typed, or, where it needs another place, held against what the repository has.

Blocks of `sh` are typed in order into one shell beside a running system, and print the lines of the `text` block below
them, in which `…` stands for anything and a number for any number. Blocks of `bash` are for servers and clusters
(places.py). A block of any other kind is a mistake.
"""

import os
import re
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest
from flask import Flask

from scripts.check_ops import alerts
from tests.docs import places, preloaded
from tests.running import System

BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"\d[\d,.]*")
END = "-- end of block --"
ADDRESS = "http://localhost:8000"
PARTS = {"**Seen**", "**Over**"}
NOBODY_SEES_ANYTHING = {
    *("It does not start", "Alerts are silent"),
    *("A business asks for its data", "Somebody may have broken in"),
}
DEAD = (
    "insert into jobs (name, business_id, payload, state, attempts, max_attempts, finished_at, error)"
    " values ('insights.compute', %s, '{}', 'dead', 3, 3, now(), 'The worker was lost each time it started this.')"
)


@dataclass(frozen=True, slots=True)
class Block:
    """What is typed at once, and the lines that it must print."""

    typed: str
    shown: tuple[str, ...]


class TestTyped:
    def test_every_block_prints_what_the_page_says(self, typed: list[tuple[Block, str]]) -> None:
        wrong = [(line, printed) for block, printed in typed for line in block.shown if not _is_printed(line, printed)]
        assert wrong == []

    def test_enough_is_typed(self, typed: list[tuple[Block, str]]) -> None:
        lines = [line for block, _ in typed for line in block.typed.splitlines()]
        assert len([line for line in lines if line.startswith(("flask ", "curl "))]) > 50

    @pytest.mark.parametrize(
        ("line", "printed", "is_there"),
        [
            ("ok   size: …", "ok   size: 20 MB\n", True),
            ("1 jobs are queued again.", "12 jobs are queued again.\n", True),
            ("1 jobs are queued again.", "no jobs are queued again.\n", False),
            ("healthy, version …", "unhealthy, version 1\n", False),
            ("no job is dead", "no job is dead.\n", False),
        ],
    )
    def test_a_line_that_is_not_printed_is_missed(self, line: str, printed: str, is_there: bool) -> None:
        assert _is_printed(line, printed) is is_there


class TestElsewhere:
    def test_what_is_typed_elsewhere_names_what_there_is(
        self, page: str, repository: Path, app: Flask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("VERSION", "1.4.0")
        found = [words for kind, text in _blocks(page) if kind == "bash" for words in places.commands(text)]
        assert len(found) > 40
        assert [wrong for words in found for wrong in places.mistakes(repository, app.cli, words)] == []

    def test_every_block_is_a_script(self, page: str) -> None:
        for kind, text in _blocks(page):
            if kind in ("sh", "bash"):
                assert subprocess.run(["bash", "-n"], input=text, text=True).returncode == 0, text

    @pytest.mark.parametrize(
        "line",
        [
            "docker compose -f docker-compose.prod.yml restart workers",
            "docker compose -f docker-compose.prod.yml --profile moon ps",
            "kubectl -n ai-backend scale deploy/worker --replicas=6",
            "kubectl -n default get pods",
            "systemctl restart ai-backend-workers",
            "journalctl -u ai-backend-webs@8000 -n 50",
            "scripts/rollback.sh --everything",
            "flask backup restore",
            "flask models verify --deeply",
            "rm -rf /",
        ],
    )
    def test_mistakes_are_found(self, line: str, repository: Path, app: Flask) -> None:
        (words,) = places.commands(line)
        assert list(places.mistakes(repository, app.cli, words))


class TestPages:
    def test_there_is_one_for_every_alert(self, page: str, repository: Path) -> None:
        assert set(alerts.anchors(repository)) <= _anchors(page)

    def test_links_within_lead_to_headings(self, page: str) -> None:
        assert set(re.findall(r"\]\(#([^)]+)\)", page)) - _anchors(page) == set()

    def test_each_incident_says_what_is_seen_and_when_it_is_over(self, page: str) -> None:
        trouble = page.partition("# Something is wrong")[2]
        sections = re.split(r"^## (.+)$", trouble, flags=re.MULTILINE)[1:]
        named = dict(zip(sections[::2], sections[1::2], strict=True))
        told = {name for name, text in named.items() if all(part in text for part in PARTS)}
        assert set(named) - told == NOBODY_SEES_ANYTHING

    def test_blocks_are_of_three_kinds_and_answers_stand_below_commands(self, page: str) -> None:
        kinds = [kind for kind, _ in _blocks(page)]
        assert set(kinds) == {"sh", "bash", "text"}
        assert [before for before, after in pairwise(kinds) if after == "text" and before != "sh"] == []


def _blocks(page: str) -> list[tuple[str, str]]:
    return [(kind, textwrap.dedent(text)) for kind, text in BLOCK.findall(page)]


def _anchors(page: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", re.sub(BLOCK, "", page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _is_printed(line: str, printed: str) -> bool:
    pieces = [r"\d[\d,.]*".join(map(re.escape, NUMBER.split(piece))) for piece in line.split("…")]
    pattern = re.compile(".*".join(pieces))
    return any(pattern.fullmatch(one.rstrip()) for one in printed.splitlines())


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    """The text."""
    return (repository / "docs" / "operations.md").read_text()


@pytest.fixture(scope="module")
def typed(
    page: str, server: System, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Block, str]]:
    """Each block with what it printed, beside a system in which one job is dead."""
    found: list[Block] = []
    for (kind, text), (next_kind, next_text) in pairwise([*_blocks(page), ("", "")]):
        if kind == "sh":
            found.append(Block(text, tuple(next_text.splitlines()) if next_kind == "text" else ()))
    with psycopg.connect(server.settings.database_url) as connection:
        connection.execute(DEAD, (server.demo["business_id"],))
    with preloaded.ready(tmp_path_factory.mktemp("typed")) as flask:
        script = "".join(f"{block.typed}\necho '{END}'\n" for block in found).replace(ADDRESS, server.url)
        return list(zip(found, _printed(f"{flask}\n{script}", server, repository), strict=True))


def _printed(script: str, server: System, repository: Path) -> list[str]:
    environ = os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "NO_PROXY": "127.0.0.1",
        "ENVIRONMENT": "test",
        "DATA_DIR": str(server.folder),
        "TOKEN": server.demo["access_token"],
        "BUSINESS": server.demo["business_id"],
    }
    shell = ["bash", "-eu", "-o", "pipefail", "-c", script]
    done = subprocess.run(
        shell, cwd=repository, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == 0, done.stdout
    return done.stdout.split(END)[:-1]

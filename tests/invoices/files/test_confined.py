"""The process that opens a file can reach nothing, and what it says is believed only as far as it is well formed."""

import json
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.invoices import files
from app.invoices.files import believed, confined, texts
from app.invoices.opening import frames
from app.invoices.records.images import OCRMissing
from app.values.errors import Problem
from tests.invoices.files import hostile
from tests.invoices.photos import photo

ESCAPES = """
import json, os, socket, sys, threading
sys.path.insert(0, {root!r})
from app.invoices.opening import child

def tries(content, request):
    for number, attempt in enumerate((
        lambda: os.open("/etc/passwd", os.O_RDONLY),
        lambda: os.open("/tmp/canary", os.O_CREAT | os.O_WRONLY),
        lambda: socket.socket(),
        lambda: socket.socketpair(),
        lambda: os.fork(),
        lambda: os.execv("/bin/true", ["true"]),
        lambda: threading.Thread(target=print).start(),
        lambda: os.kill(os.getppid(), 0),
        lambda: bytearray(3 << 30),
    )):
        try:
            attempt()
        except (OSError, RuntimeError, MemoryError):
            continue
        yield {{"won": number}}, b""

child._opener = lambda request: tries
child.main()
"""
BILL = hostile.page(hostile.written("Total 5.00", "GSTIN 27AAGCK7412M1Z7"))
WORD = ["Total", 0, [0.1, 0.1, 0.2, 0.2]]


ANSWERS_NONSENSE = "import os, sys, time; sys.stdin.read(); os.write(1, b'x' * 99); os.close(1); time.sleep(60)"


@pytest.mark.skipif(platform.system() != "Linux", reason="only Linux can lock a process down")
class TestReach:
    def test_nothing_but_computing_is_left(self) -> None:
        asked = {"kind": "pdf", "wants": "pages"}
        with subprocess.Popen(
            [sys.executable, "-I", "-c", ESCAPES.format(root=str(Path.cwd()))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            said, _ = process.communicate(_frame(asked))
        assert frames.read(_taker(said)) == ({"end": True}, b"")

    def test_environment_stays_outside(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(confined, "_START", "import os, sys; sys.exit('DATABASE_URL' in os.environ and 3 or 0)")
        monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
        with pytest.raises(Problem) as refused:
            files.read(BILL)
        assert refused.value.code == "too_much_work"


class TestEnd:
    """A process that ends badly, or not at all, is one file that cannot be read."""

    @pytest.mark.parametrize(
        ("program", "code"),
        [
            ("raise SystemExit(1)", "file_damaged"),
            ("import os; os.abort()", "too_much_work"),
            (ANSWERS_NONSENSE, "too_much_work"),
        ],
    )
    def test_is_told_plainly(self, monkeypatch: pytest.MonkeyPatch, program: str, code: str) -> None:
        monkeypatch.setattr(confined, "_START", program)
        with pytest.raises(Problem) as refused:
            files.read(BILL + bytes(1 << 20))
        assert refused.value.code == code

    def test_what_opens_files_may_not_be_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(confined, "_START", f"import sys; sys.modules['pypdfium2'] = None; {confined._START}")
        with pytest.raises(OCRMissing):
            files.read(BILL)


class TestBelieved:
    @pytest.mark.parametrize(
        ("said", "pixels"),
        [
            ({}, b""),
            ({"size": [1]}, b""),
            ({"size": ["nan", 1]}, b""),
            ({"size": [1, 1], "words": [["a", 0]]}, b""),
            ({"size": [1, 1], "words": [["a", 0, [0, 0, "inf", 1]]]}, b""),
            ({"size": [1, 1], "words": 5}, b""),
            ({"size": [1, 1], "pixels": [10, 10]}, b"123"),
            ({"size": [1, 1], "pixels": [-1, -1]}, b"123"),
            ({"size": [1, 1], "words": [WORD] * 10_001}, b""),
        ],
    )
    def test_what_is_no_page_is_refused(self, said: dict[str, Any], pixels: bytes) -> None:
        with pytest.raises(Problem):
            believed.page(1, said, pixels)

    def test_places_off_the_page_are_moved_to_its_edge(self) -> None:
        page, _ = believed.page(1, {"size": [1, 1], "words": [["a", 0, [-5, 0.5, 7, 0.2]]]}, b"")
        box = page.tokens[0].box
        assert (box.left, box.top, box.right, box.bottom) == (0, 0.5, 1, 0.5)

    @given(st.binary(max_size=200))
    def test_any_bytes_are_frames_or_none(self, said: bytes) -> None:
        take = _taker(said)
        try:
            while (frame := frames.read(take)) is not None:
                believed.page(1, *frame)
        except (frames.Broken, Problem):
            pass


class TestAnyBytes:
    """Whatever is sent, pages come back or a sentence."""

    @given(st.binary(max_size=400))
    def test_kind_is_known_or_refused(self, content: bytes) -> None:
        try:
            assert files.kind(content) in files.Kind
        except Problem as problem:
            assert problem.message

    @given(st.text(max_size=400))
    def test_any_text_is_a_page(self, text: str) -> None:
        for token in files.of_text(texts.decoded(text.encode("utf-8", "replace"))).tokens:
            assert token.text == token.text.strip() != ""
            assert 0 <= token.box.left < token.box.right <= 1
            assert 0 <= token.box.top < token.box.bottom <= 1

    @given(st.lists(st.tuples(*[st.floats(-1e6, 1e6)] * 8, st.text(max_size=20)), min_size=1, max_size=5))
    def test_any_rows_of_boxes_are_a_page_or_refused(self, rows: list[tuple[Any, ...]]) -> None:
        try:
            pages = files.of_boxes("\n".join(",".join(map(str, row)) for row in rows))
        except Problem:
            return
        for token in pages.tokens:
            assert 0 <= token.box.left <= token.box.right <= 1
            assert 0 <= token.box.top <= token.box.bottom <= 1

    @pytest.mark.parametrize("content", [BILL, photo("Total 5.00"), photo("Total 5.00", kind="JPEG")])
    def test_bytes_changed_here_and_there_are_read_or_refused(self, content: bytes) -> None:
        for number in range(4):
            changed = bytearray(content)
            for place in range(number * 137, len(changed), 97 + number * 611):
                changed[place] ^= 1 << number * 2
            try:
                files.previews(bytes(changed))
            except Problem as problem:
                assert problem.message


def _frame(said: dict[str, Any]) -> bytes:
    words = json.dumps(said).encode()
    return frames.HEAD.pack(len(words), 0) + words


def _taker(said: bytes) -> Any:
    rest = [said]

    def take(count: int) -> bytes:
        part, rest[0] = rest[0][:count], rest[0][count:]
        return part

    return take

"""The encryption: what was changed, cut, moved or added is found, wherever it was done."""

import io

import pytest

from app.runtime.backups.chunks import CHUNK_BYTES, TAG_BYTES, SealedReader, SealedWriter, header
from app.runtime.backups.keys import KeyRing
from app.runtime.backups.problems import Damaged, NoKey, NotABackup

RING = KeyRing("only-for-tests-0123456789-0123456789")
ABOUT = {"created_at": "2026-04-01T00:00:00+00:00"}
SEALED_BYTES = CHUNK_BYTES + TAG_BYTES
PLAIN = b"Sunrise Hardware " * 60_000
"""Four chunks, the last of them unfilled."""


class TestRoundTrip:
    @pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
    def test_gives_back_what_was_written(self, size: int) -> None:
        assert read(sealed(PLAIN[:size])) == PLAIN[:size]

    def test_small_reads_and_writes_make_no_difference(self) -> None:
        out = io.BytesIO()
        writer = SealedWriter(out, RING, ABOUT)
        for start in range(0, len(PLAIN), 100_001):
            writer.write(PLAIN[start : start + 100_001])
        writer.finish()
        reader = SealedReader(io.BytesIO(out.getvalue()), RING)
        assert b"".join(iter(lambda: reader.read(70_000), b"")) == PLAIN

    def test_nothing_of_it_can_be_read(self) -> None:
        assert b"Sunrise" not in sealed(PLAIN)

    def test_same_content_is_never_the_same_file(self) -> None:
        assert sealed(PLAIN)[-100:] != sealed(PLAIN)[-100:]

    def test_former_key_still_reads(self) -> None:
        later = KeyRing("a-later-key-0123456789-0123456789-01", "only-for-tests-0123456789-0123456789")
        assert SealedReader(io.BytesIO(sealed(b"books")), later).read() == b"books"

    def test_header_names_key_and_release_and_no_secret(self) -> None:
        _, about = header(io.BytesIO(sealed(b"")))
        assert about["key"] == RING.first
        assert b"only-for-tests" not in sealed(b"")


class TestDamage:
    @pytest.mark.parametrize("place", [70, -1, -SEALED_BYTES, len(PLAIN) // 2])
    def test_one_changed_bit_is_found(self, place: int) -> None:
        content = bytearray(sealed(PLAIN))
        content[place] ^= 1
        with pytest.raises((Damaged, NotABackup, NoKey)):
            read(bytes(content))

    @pytest.mark.parametrize("kept", [0, 1, 2, 3])
    def test_missing_chunks_at_the_end_are_found(self, kept: int) -> None:
        content, start = sealed(PLAIN), length_of_header()
        with pytest.raises(Damaged):
            read(content[: start + kept * SEALED_BYTES])

    def test_missing_bytes_at_the_end_are_found(self) -> None:
        with pytest.raises(Damaged):
            read(sealed(PLAIN)[:-5])

    @pytest.mark.parametrize("order", [(1, 0, 2, 3), (0, 2, 1, 3), (0, 2, 3), (0, 0, 1, 2, 3), (0, 1, 2, 3, 3)])
    def test_moved_doubled_and_lost_chunks_are_found(self, order: tuple[int, ...]) -> None:
        content, start = sealed(PLAIN), length_of_header()
        chunks = [content[place : place + SEALED_BYTES] for place in range(start, len(content), SEALED_BYTES)]
        with pytest.raises(Damaged):
            read(content[:start] + b"".join(chunks[number] for number in order))

    def test_chunk_of_another_backup_does_not_fit(self) -> None:
        one, other, start = sealed(PLAIN), sealed(PLAIN), length_of_header()
        with pytest.raises(Damaged):
            read(one[: start + SEALED_BYTES] + other[start + SEALED_BYTES :])

    def test_wrong_key_is_named(self) -> None:
        with pytest.raises(NoKey, match=RING.first):
            SealedReader(io.BytesIO(sealed(PLAIN)), KeyRing("another-key-0123456789-0123456789-01"))

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a zip", b"FinEasy backup 1\n\xff\xff\xff\xff", b"x" * 99])
    def test_other_files_are_told_apart(self, content: bytes) -> None:
        with pytest.raises(NotABackup):
            SealedReader(io.BytesIO(content), RING)


def sealed(content: bytes) -> bytes:
    out = io.BytesIO()
    writer = SealedWriter(out, RING, ABOUT)
    writer.write(content)
    writer.finish()
    return out.getvalue()


def read(content: bytes) -> bytes:
    reader = SealedReader(io.BytesIO(content), RING)
    return b"".join(iter(lambda: reader.read(1_000_000), b""))


def length_of_header() -> int:
    return len(header(io.BytesIO(sealed(b"")))[0])

"""Zips are looked over before they are unpacked, and written the same every time."""

import stat
import warnings
import zipfile

import pytest

from ml_models import archive
from ml_models.archive import Limits
from ml_models.contracts import RefusedModel
from tests.ml_models import made


class TestUnpacked:
    @pytest.mark.parametrize(
        "name",
        ["../climbs", "a/../../climbs", "/etc/passwd", "..\\climbs", "C:\\climbs", "a\nb", "\x1b[31mred"],
    )
    def test_name_outside_its_folder_is_refused(self, name: str) -> None:
        assert _refusal(made.zipped((name, b"x"))) == "unsafe_path"

    @pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
    def test_link_or_device_is_refused(self, kind: int) -> None:
        entry = zipfile.ZipInfo("link")
        entry.external_attr = (kind | 0o777) << 16
        assert _refusal(made.zipped((entry, b"/etc/passwd"))) == "unsafe_link"

    def test_member_that_grows_a_thousandfold_is_refused(self) -> None:
        assert _refusal(made.zipped(("bomb", bytes(20 << 20)))) == "zip_bomb"

    def test_small_repetitive_member_is_taken(self) -> None:
        assert archive.unpacked(made.zipped(("zeros", bytes(1 << 19)))) == {"zeros": bytes(1 << 19)}

    def test_too_much_unpacked_is_refused(self) -> None:
        assert (
            _refusal(made.zipped(("a", b"x" * 600), ("b", b"y" * 600)), Limits(most_unpacked=1000))
            == "too_large_unpacked"
        )

    def test_too_many_members_are_refused(self) -> None:
        many = made.zipped(*((str(number), b"") for number in range(11)))
        assert _refusal(many, Limits(most_members=10)) == "too_many_members"

    def test_two_members_of_one_name_are_refused(self) -> None:
        with warnings.catch_warnings(action="ignore"):
            twice = made.zipped(("model.bin", b"good"), ("model.bin", b"bad"))
        assert _refusal(twice) == "odd_archive"

    def test_something_before_the_archive_is_refused(self) -> None:
        assert _refusal(b"#!/bin/sh\n" + made.zipped(("a", b"x"))) == "odd_archive"

    def test_member_longer_than_it_said_is_refused(self) -> None:
        honest = made.zipped(("a", b"x" * 100))
        place = honest.index(b"PK\x01\x02") + 24
        lying = honest[:place] + (50).to_bytes(4, "little") + honest[place + 4 :]
        assert _refusal(lying) == "damaged"

    @pytest.mark.parametrize("cut", [1, 10, 22, 40, 60])
    def test_cut_off_is_refused(self, cut: int) -> None:
        assert _refusal(made.zipped(("a", b"x" * 100))[:-cut]) == "damaged"

    def test_password_is_refused(self) -> None:
        locked = bytearray(made.zipped(("a", b"x")))
        locked[locked.index(b"PK\x01\x02") + 8] |= 1
        assert _refusal(bytes(locked)) == "encrypted"


class TestPacked:
    def test_same_members_give_same_bytes_in_any_order(self) -> None:
        assert archive.packed({"a": b"1", "b": b"2"}) == archive.packed({"b": b"2", "a": b"1"})

    def test_unpacks_to_what_it_was(self) -> None:
        members = {"folder/a": b"1", "b": b""}
        assert archive.unpacked(archive.packed(members)) == members


def _refusal(content: bytes, limits: Limits = archive.USUAL) -> str:
    with pytest.raises(RefusedModel) as refused:
        archive.unpacked(content, limits)
    return refused.value.code

"""Which IP addresses are the internet's, which the operator's own, and which nobody's to ask."""

import pytest

from app.runtime.outgoing import addresses

INSIDE = (
    *("127.0.0.1", "10.0.0.7", "172.16.3.4", "192.168.1.1", "100.64.0.1", "::1", "fd00::1", "::ffff:10.0.0.1"),
    *("::ffff:127.0.0.1", "64:ff9b::10.0.0.1", "2002:0a00:0001::1", "::10.0.0.1"),
)
NOBODYS = (
    "0.0.0.0",  # noqa: S104 - nothing is bound
    *("169.254.169.254", "192.0.2.1", "224.0.0.1", "255.255.255.255", "100.100.100.200", "168.63.129.16"),
    *("fe80::1", "fe80::1%eth0", "fd00:ec2::254", "::", "ff02::1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"),
    *("2001:0:4136:e378:8000:63bf:f5ff:fffe", "240.0.0.1"),
)
PUBLIC = ("164.100.78.1", "2405:8a00::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8")


class TestAddress:
    @pytest.mark.parametrize("address", INSIDE)
    def test_of_ones_own_network_is_inside(self, address: str) -> None:
        assert (addresses.is_public(address), addresses.is_inside(address)) == (False, True)

    @pytest.mark.parametrize("address", NOBODYS)
    def test_of_neither_is_never_reached(self, address: str) -> None:
        assert (addresses.is_public(address), addresses.is_inside(address)) == (False, False)

    @pytest.mark.parametrize("address", PUBLIC)
    def test_of_the_internet_is_public(self, address: str) -> None:
        assert (addresses.is_public(address), addresses.is_inside(address)) == (True, False)

    @pytest.mark.parametrize(
        ("host", "written"),
        [
            ("10.0.0.1", "10.0.0.1"),
            ("2130706433", "127.0.0.1"),
            ("0177.0.0.1", "127.0.0.1"),
            ("0x7f.1", "127.0.0.1"),
            ("::1", "::1"),
            ("a.example", None),
            ("10.0.0.1.example", None),
            ("", None),
        ],
    )
    def test_is_known_in_whatever_way_it_is_written(self, host: str, written: str | None) -> None:
        assert addresses.written_out(host) == written

"""Whether the web can listen where it is told to, and which setting is named when it cannot."""

import socket

import pytest

from app.runtime.embedded import ports
from app.runtime.embedded.process import CannotStart


class TestRequireFree:
    def test_a_free_port_is_fine(self) -> None:
        ports.require_free("127.0.0.1", ports.free())

    def test_a_taken_one_is_named(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            with pytest.raises(CannotStart, match=f"^PORT {port} on 127.0.0.1 cannot be used: .* as in PORT=8010$"):
                ports.require_free("127.0.0.1", port)

    @pytest.mark.parametrize("host", ["nowhere.invalid", "192.0.2.1"])
    def test_a_host_that_is_not_here_is_named(self, host: str) -> None:
        with pytest.raises(CannotStart, match=f"^HOST {host} is no address of this machine: "):
            ports.require_free(host, 8000)

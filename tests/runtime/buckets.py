"""A real S3 server on this machine: moto's, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx

from app.runtime.embedded import ports
from app.runtime.settings import Settings
from scripts.waiting import until


@dataclass(frozen=True)
class S3:
    """The server's address and process."""

    url: str
    process: "subprocess.Popen[bytes]"

    def settings(self, data_dir: Path) -> Settings:
        """Settings of a process that keeps its files in a bucket made just now."""
        name = f"bucket-{uuid4().hex}"
        httpx.put(f"{self.url}/{name}").raise_for_status()
        return Settings(
            data_dir=data_dir,
            storage_url=f"s3://{name}/below/here",
            storage_endpoint_url=self.url,
            storage_access_key="tests",
            storage_secret_key="only-for-tests",
        )


@contextmanager
def s3_server(folder: Path) -> Iterator[S3]:
    """The server, ready to take files; gone at the end."""
    port = ports.free()
    command = [str(Path(sys.executable).with_name("moto_server")), "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "s3.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            server = S3(f"http://127.0.0.1:{port}", process)
            until(lambda: _answers(server))
            yield server
        finally:
            process.terminate()


def _answers(server: S3) -> bool:
    assert server.process.poll() is None
    try:
        return httpx.get(server.url, timeout=5).status_code == 200
    except httpx.TransportError:
        return False

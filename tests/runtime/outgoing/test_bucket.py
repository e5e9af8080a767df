"""The bucket's client connects through its door, whatever its endpoint resolves to and its environment says."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.runtime.settings import Settings
from app.runtime.storage import StorageAway, object_store
from scripts.chaos import stub as stubs
from scripts.chaos.stub import Stub
from tests.runtime.outgoing.resolving import Resolver

METADATA = "169.254.169.254"


class TestBucket:
    def test_endpoint_that_leads_to_metadata_is_never_asked_named_or_not(
        self, here: Settings, server: Stub, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Resolver([METADATA]).install(monkeypatch)
        url = server.place.replace("http://127.0.0.1", "https://minio.example")
        with pytest.raises(StorageAway) as away:
            _checked(replace(here, storage_endpoint_url=url, allow_private_network=("STORAGE_ENDPOINT_URL",)))
        assert f"leads to {METADATA}" in _causes(away.value)

    def test_endpoint_that_is_a_private_address_is_never_asked(self, here: Settings, server: Stub) -> None:
        url = server.place.replace("http:", "https:")
        with pytest.raises(StorageAway) as away:
            _checked(replace(here, storage_endpoint_url=url, environment="production"))
        assert "leads to 127.0.0.1" in _causes(away.value)
        assert server.asked == []

    def test_endpoint_of_ones_own_network_is_asked_where_it_is_named(
        self, here: Settings, server: Stub, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")
        resolver = Resolver(["127.0.0.1"]).install(monkeypatch)
        url = server.place.replace("127.0.0.1", "minio.example")
        named = replace(here, storage_endpoint_url=url, allow_private_network=("STORAGE_ENDPOINT_URL",))
        _checked(replace(named, environment="production"))
        assert resolver.asked == ["minio.example"]
        assert [path.split("?")[0] for path in server.asked] == ["/books"]


def _checked(settings: Settings) -> None:
    object_store(settings).check()


def _causes(error: BaseException | None) -> str:
    said = ""
    while error is not None:
        said, error = f"{said} {error}", error.__cause__ or error.__context__
    return said


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, storage_url="s3://books", storage_access_key="key", storage_secret_key="secret")


@pytest.fixture
def server() -> Iterator[Stub]:
    """A service of buckets that has one, empty."""
    with stubs.standing() as running:
        listing = (
            b'<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>books</Name></ListBucketResult>'
        )
        running.behaviour = stubs.saying(listing, 200, **{"Content-Type": "application/xml"})
        yield running

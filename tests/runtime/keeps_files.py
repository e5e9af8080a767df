"""What every object store promises; a test class of a store inherits it and brings the fixture `store`."""

from datetime import datetime
from io import BytesIO

import pytest

from app.runtime.storage import ObjectNotFound, ObjectStore

KEYS_THAT_LEAD_ELSEWHERE = [
    *("", "one", "../one", "uploads/../one", "uploads/..", "/etc/passwd", "a/b/c", "uploads/.one", "UP/one", "a/b\n"),
]


class KeepsFiles:
    """The promises."""

    def test_gives_back_what_it_took(self, store: ObjectStore) -> None:
        store.put("uploads/one.jpg", b"\x00\xff")
        assert store.get("uploads/one.jpg") == b"\x00\xff"

    def test_large_file_is_read_in_pieces(self, store: ObjectStore) -> None:
        content = b"0123456789" * 500_000
        store.put("uploads/large", content)
        assert b"".join(store.read("uploads/large")) == content
        with pytest.raises(ObjectNotFound):
            store.read("uploads/none")

    def test_second_content_replaces_the_first(self, store: ObjectStore) -> None:
        for content in (b"first", b"second"):
            store.put("uploads/one", content)
        assert store.get("uploads/one") == b"second"

    def test_file_is_taken_from_where_it_stands(self, store: ObjectStore) -> None:
        content = BytesIO(b"read 0123456789" * 100_000)
        content.seek(5)
        store.put("quarantine/one", content)
        assert store.get("quarantine/one") == content.getvalue()[5:]

    def test_files_of_a_kind_are_listed_with_size_and_age(self, store: ObjectStore) -> None:
        assert list(store.keys("models")) == []
        before = self.now(store)
        store.put("models/one", b"12345")
        store.put("models/two", b"")
        store.put("uploads/three", b"1")
        found = {stored.name: stored for stored in store.keys("models")}
        assert {name: stored.size_bytes for name, stored in found.items()} == {"one": 5, "two": 0}
        assert all(before <= stored.put_at for stored in found.values())

    @pytest.mark.parametrize("key", KEYS_THAT_LEAD_ELSEWHERE)
    def test_key_that_could_lead_elsewhere_is_refused(self, store: ObjectStore, key: str) -> None:
        for action in (lambda: store.put(key, b"1"), lambda: store.get(key), lambda: store.delete(key)):
            with pytest.raises(ValueError, match="no storage key"):
                action()

    def now(self, store: ObjectStore) -> datetime:
        """The store's own clock, just before; stores count in whole seconds."""
        store.put("health/clock", b"")
        moment = next(stored.put_at for stored in store.keys("health") if stored.name == "clock")
        return moment.replace(microsecond=0)

    def test_deleted_file_is_not_found_and_may_be_deleted_again(self, store: ObjectStore) -> None:
        store.put("uploads/one", b"1")
        for _ in range(2):
            store.delete("uploads/one")
        with pytest.raises(ObjectNotFound):
            store.get("uploads/one")

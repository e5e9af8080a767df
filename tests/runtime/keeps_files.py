"""What every object store promises; a test class of a store inherits it and brings the fixture `store`."""

import pytest

from app.runtime.storage import ObjectNotFound, ObjectStore


class KeepsFiles:
    """The promises."""

    def test_gives_back_what_it_took(self, store: ObjectStore) -> None:
        store.put("uploads/one.jpg", b"\x00\xff")
        assert store.get("uploads/one.jpg") == b"\x00\xff"

    def test_second_content_replaces_the_first(self, store: ObjectStore) -> None:
        for content in (b"first", b"second"):
            store.put("uploads/one", content)
        assert store.get("uploads/one") == b"second"

    def test_deleted_file_is_not_found_and_may_be_deleted_again(self, store: ObjectStore) -> None:
        store.put("uploads/one", b"1")
        for _ in range(2):
            store.delete("uploads/one")
        with pytest.raises(ObjectNotFound):
            store.get("uploads/one")

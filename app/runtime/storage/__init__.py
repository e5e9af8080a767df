"""Where uploads and model files lie: one small interface over a folder, Supabase Storage or an S3-compatible bucket."""

from app.runtime.settings import Settings
from app.runtime.storage.contract import ObjectNotFound, ObjectStore, StorageAway, Stored
from app.runtime.storage.folder import FolderStore

__all__ = ["FolderStore", "ObjectNotFound", "ObjectStore", "StorageAway", "Stored", "object_store"]


def object_store(settings: Settings) -> ObjectStore:
    """The bucket that STORAGE_URL names; else Supabase Storage when it is set up; else a folder in DATA_DIR.

    The libraries of a store are imported where it is used, and when it is first used.
    """
    if settings.storage_url:
        from app.runtime.storage.bucket import BucketStore

        return BucketStore(settings)
    if settings.supabase_url and settings.supabase_service_key:
        from app.runtime.storage.supabase import SupabaseStore

        return SupabaseStore(settings)
    return FolderStore(settings.data_dir / "storage")

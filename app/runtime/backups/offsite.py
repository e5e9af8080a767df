"""BACKUP_URL: a bucket that each finished backup is copied to, so that losing the machine does not lose them.

An object shows in a bucket when all of it has arrived; parts that a killed process had sent are taken back before the
next copy, since nobody would see or pay for them knowingly.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.runtime.backups.problems import BackupFailed, NotABackup
from app.runtime.backups.shelf import NAME
from app.runtime.settings import Settings


class Offsite:
    """The backups below BACKUP_URL. Every call raises `BackupFailed` when the bucket cannot be reached."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._bucket, _, prefix = settings.backup_url.removeprefix("s3://").partition("/")
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""

    def send(self, path: Path) -> None:
        """Copies a backup there under its own name."""
        with self._reached() as files:
            self._take_back_parts(files)
            files.put_file(str(path), self._place(path.name))
            if files.info(self._place(path.name), refresh=True)["size"] != path.stat().st_size:
                raise OSError("not all of it arrived")

    def names(self) -> list[str]:
        """Names of the backups there, the newest first."""
        with self._reached() as files:
            try:
                found = files.ls(f"{self._bucket}/{self._prefix}".rstrip("/"), detail=False, refresh=True)
            except FileNotFoundError:
                return []
        names = [str(place).rsplit("/", 1)[1] for place in found]
        return sorted((name for name in names if NAME.fullmatch(name)), reverse=True)

    def fetch(self, name: str, path: Path) -> None:
        """Copies a backup from there to `path`, still encrypted. Raises `NotABackup` when there is none."""
        with self._reached() as files:
            try:
                files.get_file(self._place(name), str(path))
            except FileNotFoundError as error:
                raise NotABackup(f"There is no backup {name} in {self._settings.backup_url}.") from error

    def delete(self, name: str) -> None:
        """Deletes a backup there."""
        with self._reached() as files:
            files.rm_file(self._place(name))

    def _place(self, name: str) -> str:
        return f"{self._bucket}/{self._prefix}{name}"

    def _take_back_parts(self, files: Any) -> None:
        found = files.call_s3("list_multipart_uploads", Bucket=self._bucket, Prefix=f"{self._prefix}ai_assistant_")
        for upload in found.get("Uploads", []):
            files.call_s3("abort_multipart_upload", Bucket=self._bucket, Key=upload["Key"], UploadId=upload["UploadId"])

    @contextmanager
    def _reached(self) -> Iterator[Any]:
        """The client, whose library is imported when it is first used."""
        from botocore.exceptions import BotoCoreError, ClientError

        from app.runtime.storage import bucket

        try:
            yield bucket.built(self._settings)
        except (OSError, BotoCoreError, ClientError) as error:
            raise BackupFailed(
                f"The bucket {self._settings.backup_url} of BACKUP_URL cannot be used: {error}."
            ) from error

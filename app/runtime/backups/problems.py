"""What keeps a backup from being made, read or brought back. Each message is one sentence for the operator."""

from app.values.errors import Conflict, Invalid, Unavailable


class BackupFailed(Unavailable):
    """It could not be finished, and nothing of it is left; backups that were there before are untouched."""

    code = "backup_failed"
    message = "The backup could not be finished. Backups made before are as they were."


class NotMade(Conflict):
    """The night's backup could not be made. Its time comes again in an hour, so nothing is tried at once."""

    code = "backup_not_made"
    message = "The night's backup could not be made."


class BackupRunning(Conflict):
    """Another process makes a backup of this database, or writes or deletes in this folder."""

    code = "backup_running"
    message = "Another backup is being made or tidied. Try again when it has ended."


class NoKey(Invalid):
    """There is nothing to encrypt with, or the key that fits is not there."""

    code = "backup_key_missing"
    message = "BACKUP_KEY is not set. Make one with: openssl rand -hex 32, and keep a copy away from this machine."


class Damaged(Invalid):
    """The file is not what was written: changed, cut short, out of order, or read with a wrong key."""

    code = "backup_damaged"
    message = "This backup was changed, cut short or damaged, so nothing of it is used."


class NotABackup(Invalid):
    """No backup of this service lies there."""

    code = "not_a_backup"
    message = "This is no backup of this service."


class Refused(Conflict):
    """Bringing it back would overwrite something, or cannot fit; nothing was touched."""

    code = "restore_refused"
    message = "The backup cannot go there. Nothing was changed."


class RestoreFailed(Unavailable):
    """The database did not take it, or what it holds is not what was backed up; its transaction was undone."""

    code = "restore_failed"
    message = "The database did not take the backup, and is as it was before."

"""What waits for somebody, and who that is."""

from collections.abc import Iterator

ADMIN, OPERATOR, OWNER = "an admin", "who operates it", "who owns the database"
EACH_MONTH = (
    "Prove that what is kept is sound: flask backup verify, flask audit verify, flask models verify",
    "Look for new versions of packages, and whether the runbook is still true",
)
"""What leaves no trace by which it could be known as done."""


def dead_jobs(count: int) -> tuple[str, str]:
    """Jobs that nobody has looked at."""
    return f"{count:,} dead {'job' if count == 1 else 'jobs'}: flask jobs dead", OPERATOR


def versions(name: str, count: int) -> tuple[str, str]:
    """Versions of a model about which nobody has decided."""
    return f"{count:,} {'version' if count == 1 else 'versions'} of {name}: /admin/models/{name}", ADMIN


def old_key(days: int) -> tuple[str, str]:
    """A key that has sealed too long."""
    return f"A new key, for the present one is {days:,} days old: flask keys generate", OPERATOR


def missing_backup(why: str) -> tuple[str, str]:
    """The day's backup."""
    return f"The backup, of which {why}: flask backup create", OPERATOR


def tables(count: int) -> tuple[str, str]:
    """Tables that the service may not vacuum, or could not."""
    return f"{count:,} {'table was' if count == 1 else 'tables were'} not vacuumed: flask db check", OWNER


def each_month() -> Iterator[tuple[str, str]]:
    """What is to be done by hand."""
    return ((what, OPERATOR) for what in EACH_MONTH)

"""What an operator reads: how things stand in one sentence, what to do, and what each trouble is."""

from collections.abc import Callable, Mapping, Sequence

from app.operations.records import Trouble, TroubleKind

HEADINGS: Mapping[str, str] = {
    "alerts-are-silent": "Alerts are silent",
    "audit-notices-lost": "Audit notices lost",
    "backend-down": "Backend down",
    "backup-too-old": "Backup too old",
    "cache-hit-rate": "Cache hit rate",
    "component-unhealthy": "Component unhealthy",
    "database-slow": "Database slow",
    "database-unreachable": "Database unreachable",
    "dead-jobs": "Dead jobs",
    "disk-full": "Disk full",
    "duties": "Duties",
    "errors-in-answers": "Errors in answers",
    "gst-register-away": "GST register away",
    "jobs-fail": "Jobs fail",
    "maintenance": "Maintenance",
    "memory-and-processor": "Memory and processor",
    "model-accuracy": "Model accuracy",
    "model-drift": "Model drift",
    "queue-old": "Queue old",
    "readers-killed": "Readers killed",
    "slow-answers": "Slow answers",
    "start": "Start",
    "tables-nobody-looks-after": "Tables nobody looks after",
    "update": "Update",
    "workers-missing": "Workers missing",
}
"""Pages of docs/operations.md, by their anchors."""
ALL_WELL = "All is well: everything answers, and nothing waits for you."
_SENTENCES: Mapping[TroubleKind, Callable[[Trouble], str]] = {
    TroubleKind.DATABASE: lambda one: "The database does not answer: calls that need books are refused.",
    TroubleKind.SCHEMA: lambda one: "The database lacks a part of the schema: flask db upgrade was forgotten.",
    TroubleKind.WORKER: lambda one: "No worker takes jobs: answers stay as they were.",
    TroubleKind.PART: lambda one: f"{_named(one.subject)} does not answer as it should.",
    TroubleKind.CLOSED: lambda one: "The service is closed for maintenance.",
    TroubleKind.ERRORS: lambda one: f"{_percent(one)} of the last answers were errors of ours; at most 1 % may be.",
    TroubleKind.SLOW: lambda one: f"One answer in twenty takes {one.value or 0:.1f} s or longer; it should be 2 s.",
    TroubleKind.QUEUE: lambda one: f"The oldest {one.subject} job waits {duration(one.value or 0)}.",
    TroubleKind.DEAD: lambda one: f"{_counted(one, 'job is', 'jobs are')} dead and {_do(one, 'wait')} for a look.",
    TroubleKind.DISK: lambda one: f"The disk is {_percent(one)} full.",
    TroubleKind.MEMORY: lambda one: f"Memory is {_percent(one)} full.",
    TroubleKind.BACKUP: lambda one: f"The day lacks its backup: {one.subject}.",
    TroubleKind.ANCHOR: lambda one: "The audit trail was not vouched for in the last 26 hours: flask audit anchor.",
    TroubleKind.BEAT: lambda one: "No schedule is running: nothing begins by itself.",
    TroubleKind.RELEASES: lambda one: f"Two releases run at once: {one.subject}.",
    TroubleKind.MODEL: lambda one: f"The model {_plain(one.subject)} does not load, or is right too seldom.",
    TroubleKind.CACHE: lambda one: f"The cache finds {_percent(one)} of what is looked for; it should be 80 %.",
    TroubleKind.TABLES: lambda one: f"{_counted(one, 'table was', 'tables were')} not vacuumed this week.",
    TroubleKind.ALERT: lambda one: f"An alert is open: {one.subject}.",
    TroubleKind.SILENT: lambda one: "The Alertmanager does not answer, so nobody would hear of an alert.",
}


def standing(troubles: Sequence[Trouble]) -> str:
    """How it stands in one sentence; `troubles` come the most urgent first."""
    if not troubles:
        return ALL_WELL
    urgent, others = sum(one.is_urgent for one in troubles), len(troubles) - 1
    more = f" {others} more {'thing wants' if others == 1 else 'things want'} a look." if others else ""
    opening = "Act now." if urgent else "It serves, and something wants a look."
    return f"{opening} {trouble(troubles[0])}{more}"


def trouble(one: Trouble) -> str:
    """What it is, in a sentence."""
    return _SENTENCES[one.kind](one)


def duration(seconds: float) -> str:
    """`45 s`, `12 min`, `3.5 h`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _named(name: str) -> str:
    return _plain(name)[:1].upper() + _plain(name)[1:]


def _percent(one: Trouble) -> str:
    return f"{100 * (one.value or 0):.1f} %"


def _counted(one: Trouble, single: str, several: str) -> str:
    return f"{one.value or 0:,.0f} {single if one.value == 1 else several}"


def _do(one: Trouble, verb: str) -> str:
    return f"{verb}s" if one.value == 1 else verb

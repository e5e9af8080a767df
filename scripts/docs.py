"""Write the generated parts of the pages in `docs/` from the code; `make docs` calls this, tests/docs says when to.

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`; the words around it are written by hand.
"""

import importlib
import pkgutil
import re
from calendar import day_name
from collections.abc import Callable, Iterable, Iterator
from dataclasses import Field, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import flask
from celery.schedules import crontab

import app
from app.compliance.records.issues import Rule
from app.compliance.rules import invoice as invoice_rules
from app.factory import create_app
from app.privacy.records import Table, Treatment
from app.privacy.rules.tables import TABLES
from app.runtime.http.blueprints import marks_of
from app.runtime.http.errors import SENTENCES, STATUS
from app.runtime.retention import kinds
from app.runtime.settings import Settings
from app.values.errors import Problem
from scripts.chaos import report
from tasks import jobs, schedule

DOCS = Path(__file__).resolve().parent.parent / "docs"
PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
GROUPS = {
    "ENVIRONMENT": "Where it runs",
    "LOG_LEVEL": "Logs",
    "DATABASE_URL": "Database and Redis",
    "SUPABASE_URL": "Supabase",
    "STORAGE_URL": "Files",
    "AUTH_MODE": "Who is calling",
    "ALLOW_PRIVATE_NETWORK": "What it may call",
    "CORS_ALLOWED_ORIGINS": "What callers may do",
    "AI_ENABLED": "What is switched on",
    "WEB_CONCURRENCY": "Processes and jobs",
    "MODEL_CACHE_SIZE": "Models",
    "AUDIT_ANCHOR_KEY": "Audit trail",
    "ENCRYPTION_KEY": "What lies sealed",
    "BACKUP_DIR": "Backups",
}
"""Headings of the settings, each above the setting with which it begins."""


def main() -> None:
    """Writes every page anew."""
    with TemporaryDirectory() as folder:
        service = create_app(Settings(data_dir=Path(folder), log_level="ERROR"))
        for path, page in pages(service):
            path.write_text(page, encoding="utf-8")


def pages(service: flask.Flask) -> Iterator[tuple[Path, str]]:
    """`(path, text)` of each page with generated parts, as the code of today has it."""
    parts: dict[str, Callable[[], str]] = {
        "settings": settings_part,
        "calls": lambda: calls_part(service),
        "jobs": jobs_part,
        "schedule": schedule_part,
        "problems": problems_part,
        "statuses": statuses_part,
        "checks": checks_part,
        "treatments": treatments_part,
        "reliability": report.part,
        "ages": ages_part,
    }
    for path in sorted(DOCS.glob("*.md")):
        yield path, PART.sub(lambda part: f"{part[1]}{parts[part[2]]()}\n{part[3]}", path.read_text(encoding="utf-8"))


def settings_part() -> str:
    """A table of settings under each heading of `GROUPS`."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    heading = ""
    for one in fields(Settings):
        if "names" in one.metadata:
            heading = GROUPS.get(one.metadata["names"][0], heading)
            groups.setdefault(heading, []).append(_setting(one))
    head = ("name", "meaning", "it must", "unit", "default")
    return "\n\n".join(f"## {heading}\n{_table(head, rows)}" for heading, rows in groups.items())


def calls_part(service: flask.Flask) -> str:
    """A table of calls under each group of the OpenAPI document."""
    document: dict[str, Any] = service.test_client().get("/openapi.json").get_json()
    groups: dict[str, list[tuple[str, ...]]] = {tag["description"]: [] for tag in document["tags"]}
    described = {tag["name"]: tag["description"] for tag in document["tags"]}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if "responses" in operation:
                row = (f"`{method.upper()} {path}`", _who(service, path), operation["summary"])
                groups[described[operation["tags"][0]]].append(row)
    head = ("call", "who", "what it does or answers")
    return "\n\n".join(f"## {title}\n{_table(head, rows)}" for title, rows in groups.items())


def jobs_part() -> str:
    """What the workers do when asked."""
    rows = [(f"`{name}`", _opening(handler)) for name, handler in sorted(jobs.HANDLERS.items())]
    return _table(("job", "what it does"), rows)


def schedule_part() -> str:
    """What beat asks for, and when."""
    rows = [
        (f"`{entry['task']}`", _period(entry["schedule"]), _opening(schedule.CHORES[entry["task"]]))
        for entry in schedule.ENTRIES.values()
    ]
    return _table(("task", "when", "what it does"), rows)


def problems_part() -> str:
    """Every error that our own code raises, by status."""
    for module in pkgutil.walk_packages(app.__path__, "app."):
        importlib.import_module(module.name)
    status = {kind: next(code for parent, code in STATUS if issubclass(kind, parent)) for kind in _kinds(Problem)}
    rows = [(str(status[kind]), f"`{kind.code}`", kind.message, _opening(kind)) for kind in status]
    return _table(("status", "code", "message", "when"), sorted(set(rows)))


def statuses_part() -> str:
    """Every error that is answered before our own code is reached, or when it fails."""
    rows = [(str(status), f"`{code}`", sentence) for status, (code, sentence) in SENTENCES.items()]
    return _table(("status", "code", "message"), rows)


def checks_part() -> str:
    """Every rule of the invoice check, family by family."""
    head = ("rule", "what it holds an invoice to", "type", "severity", "law")
    return "\n\n".join(
        f"## {title}\n{_table(head, [_check(rule) for rule in vars(family).values() if isinstance(rule, Rule)])}"
        for title, family in invoice_rules.FAMILIES.items()
    )


def treatments_part() -> str:
    """What becomes of every table when a business, and when a user is erased."""
    head = ("table", "what it holds", "when a business is erased", "when a user is erased")
    return _table(head, [_treated(table) for table in sorted(TABLES, key=lambda table: table.name)])


def ages_part() -> str:
    """How long rows and files live, and why."""
    rows = [
        (f"`{one.table}`{_where(one)}", f"{one.days} days after `{one.moment}`", one.because) for one in kinds.KINDS
    ]
    rows += [(f"`{name}`", f"with `{parent}`", "") for name, parent in kinds.GO_WITH.items()]
    rows += [(f"`{name}`", "90 days", told) for name, told in kinds.ARCHIVED.items()]
    rows += [(f"files `{name}`", f"{days} days", "") for name, days in kinds.FILES.items()]
    rows += [(f"files `{name}`", f"`{one.upper()}`", "") for name, one in kinds.FILES_BY_SETTING.items()]
    rows += [(name, told, "") for name, told in kinds.ELSEWHERE.items()]
    rows += [(f"`{name}`", "stays", told) for name, told in sorted(kinds.STAY.items())]
    return _table(("what", "how long", "why"), rows)


def _where(kind: kinds.Kind) -> str:
    return "" if kind.only == "true" else f" where {kind.only}"


def _treated(table: Table) -> tuple[str, ...]:
    return f"`{table.name}`", table.holds, _becomes(table.business), _becomes(table.user)


def _becomes(treatments: Iterable[Treatment]) -> str:
    told = []
    for one in treatments:
        law = f" ({one.law.name}, from {one.law.valid_from}: {one.law.says})" if one.law else ""
        told.append(f"{one.deed}{': ' if one.because else ''}{one.because}{law}")
    return " ".join(told)


def _check(rule: Rule) -> tuple[str, ...]:
    theirs = f", {rule.severity_theirs}" if rule.severity_theirs else ""
    return f"`{rule.code}`", rule.asks, f"`{rule.type}`", f"{rule.severity}{theirs}", rule.law


def _setting(one: Field[Any]) -> tuple[str, ...]:
    names = ", ".join(f"`{name}`" for name in one.metadata["names"])
    secret = " (secret)" if one.metadata["secret"] else ""
    return names + secret, one.metadata["meaning"], _demand(one), one.metadata["unit"], _default(one.default)


def _demand(one: Field[Any]) -> str:
    """What the setting's own parser says of a value that nothing can be made of."""
    try:
        one.metadata["parse"]("?")
    except ValueError as error:
        return str(error).removeprefix("must ") if str(error).startswith("must ") else ""
    return ""


def _default(value: Any) -> str:
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{shown}`" if value not in ("", None, ()) else ""


def _who(service: flask.Flask, path: str) -> str:
    rules = service.url_map.iter_rules()
    endpoint = next(rule.endpoint for rule in rules if re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) == path)
    with service.app_context():
        marks = marks_of(endpoint)
    return "anybody" if "is_public" in marks else "admins" if "is_for_admins" in marks else "signed in"


def _period(when: float | crontab) -> str:
    if not isinstance(when, crontab):
        return f"every {when:g} s"
    weekdays = when.day_of_week
    days = "daily" if len(weekdays) == len(day_name) else ", ".join(day_name[day - 1] for day in sorted(weekdays))
    times = [f"{hour:02}:{minute:02}" for hour in sorted(when.hour) for minute in sorted(when.minute)]
    if len(times) > len(when.hour) > 1:
        return f"{days} from {times[0]} to {times[-1]}, {len(when.minute)} times an hour"
    return f"{days} at " + ", ".join(times)


def _kinds(parent: type[Problem]) -> Iterator[type[Problem]]:
    """The service's own kinds of `parent`, those of tests left out."""
    for kind in parent.__subclasses__():
        if kind.__module__.startswith("app."):
            yield kind
            yield from _kinds(kind)


def _opening(thing: Any) -> str:
    return str(thing.__doc__).split("\n\n")[0].strip().splitlines()[0]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(text) for text in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    main()

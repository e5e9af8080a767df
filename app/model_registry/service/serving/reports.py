"""What serves, and what does not load where: for the health call, the metrics and the console."""

from collections.abc import Sequence
from itertools import groupby

from app.model_registry.records import LoadReport
from app.model_registry.repo import loads, scores
from app.runtime.health.probes import Unwell
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


def load_reports(rt: Runtime) -> list[LoadReport]:
    """What each worker process that lives says of the versions it should serve."""
    with rt.db.transaction(Caller.service()) as tx:
        return loads.fetch(tx, now=rt.clock.now())


def serving_versions(rt: Runtime) -> dict[str, str]:
    """The version in production of each model, rules included, by the model's name."""
    with rt.db.transaction(Caller.service()) as tx:
        return {model.name: model.version for model in scores.fetch_serving(tx)}


def probe(rt: Runtime) -> str:
    """Which versions serve. Raises `Unwell` when one of them does not load in some process, with what answers instead.

    The worker measures the rules and enters them after its first start.
    """
    failed = [report for report in load_reports(rt) if report.has_failed]
    if failed:
        raise Unwell("; ".join(_told(list(group)) for _, group in groupby(failed, lambda report: report.label)))
    serving = serving_versions(rt)
    told = (label if label.startswith(f"{name}-") else f"{name} {label}" for name, label in serving.items())
    return ", ".join(told) or "none measured yet"


def standing(rt: Runtime) -> tuple[dict[str, str], dict[str, str]]:
    """The version in production of each model, and why it does not load somewhere, both by the model's name."""
    failed = {report.name: _told([report]) for report in load_reports(rt) if report.has_failed}
    return serving_versions(rt), failed


def _told(reports: Sequence[LoadReport]) -> str:
    """One sentence on a version that failed."""
    latest = max(reports, key=lambda report: report.seen_at)
    serving = sorted({report.serving for report in reports})
    instead = " and ".join(f"{label} answers" if label else "the rules answer" for label in serving)
    where = "1 process" if len(reports) == 1 else f"{len(reports)} processes"
    return f"{latest.label} does not load in {where}, {instead} instead: {latest.reason}"

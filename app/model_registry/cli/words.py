"""How models, versions and figures look in a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.model_registry.records import Comparison, Event, Model, ModelVersion, Side, Validation
from app.model_registry.rules.comparison import metrics_of


def model(one: Model) -> str:
    """A model in a line."""
    serving = one.pointer.production
    said = [f"{serving.label} serves" if serving else "nothing serves"]
    if one.pointer.shadow:
        said.append(f"{one.pointer.shadow.label} watches")
    if one.pointer.canary:
        said.append(f"{one.pointer.canary.label} answers {one.pointer.canary_share:.0%}")
    if one.waiting:
        said.append(f"{one.waiting} waiting")
    return f"{one.name}: {', '.join(said)}" + (f" ({one.title})" if one.title else "")


def version(one: ModelVersion) -> str:
    """A version in a line."""
    size = f"{one.size_bytes / 1024:,.0f} KB" if one.size_bytes else "code"
    made = f"{one.created_at:%Y-%m-%d %H:%M}"
    return f"{one.version:>4}  {one.state:<10}  {one.kind:<8}  {one.origin:<9}  {size:>10}  {made}"


def page(one: ModelVersion, validation: Validation | None) -> Iterator[str]:
    """Everything about a version."""
    author = one.manifest.get("author") or one.author or "the release"
    yield f"{one.label}: {one.state}, {one.kind}, {one.origin} by {author}"
    if one.sha256:
        yield f"file: {one.sha256}, {one.size_bytes:,} bytes"
    for name, value in sorted((one.manifest.get("parameters") or {}).items()):
        yield f"parameter {name}: {value}"
    for name, metric in metrics_of(Side(one, validation)).items():
        yield f"{name}: {figure(metric)}"
    yield from gates(validation)


def gates(validation: Validation | None) -> Iterator[str]:
    """The verdict of a validation, a gate a line."""
    for gate in validation.verdict if validation else ():
        yield f"[{'passed' if gate.get('passed') else 'FAILED'}] {gate.get('sentence') or gate.get('name')}"


def event(one: Event) -> str:
    """A line of the history."""
    step = f"{one.from_state or '-'} -> {one.to_state or '-'}"
    reason = f": {one.reason}" if one.reason else ""
    return f"{one.at:%Y-%m-%d %H:%M:%S}  version {one.version}  {one.kind}  {step}  {one.actor}{reason}"


def comparison(both: Comparison) -> Iterator[str]:
    """Two versions, a figure a line."""
    unmeasured = [side.version.label for side in (both.a, both.b) if side.validation is None]
    if unmeasured:
        yield f"Not validated here yet: {', '.join(unmeasured)}. Figures of its file stand in their place."
    elif not both.is_same_data:
        yield "These were not measured on the same cases: the figures show each version alone."
    for pair in both.metrics:
        mark = "  (apart)" if pair.is_apart else ""
        yield f"{pair.name}: {figure(pair.a)} | {figure(pair.b)}{mark}"
    for parameter in both.parameters:
        yield f"parameter {parameter.name}: {parameter.a} | {parameter.b}"
    for side in (both.a, both.b):
        for line in gates(side.validation):
            yield f"{side.version.label}: {line}"


def figure(metric: Any) -> str:
    """`0.9123 (0.9000 to 0.9201, 400 cases)`."""
    if not isinstance(metric, Mapping):
        return "-" if metric is None else str(metric)
    if metric.get("value") is None:
        return "-"
    told = f"{float(metric['value']):.4f}"
    if metric.get("low") is not None and metric.get("high") is not None:
        told += f" ({float(metric['low']):.4f} to {float(metric['high']):.4f}"
        told += f", {metric['cases']} cases)" if "cases" in metric else ")"
    return told

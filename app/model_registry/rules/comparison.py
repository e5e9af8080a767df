"""Two versions side by side: which of their figures may be compared, and which differ by more than chance."""

from collections.abc import Mapping
from typing import Any

from app.model_registry.records import Comparison, MetricPair, ParameterPair, Side


def compared(a: Side, b: Side) -> Comparison:
    """Metrics with their intervals, and the parameters, of both; figures of the latest validation, else of the file."""
    first, second = metrics_of(a), metrics_of(b)
    names = dict.fromkeys([*first, *second])
    return Comparison(
        a=a,
        b=b,
        metrics=tuple(_pair(name, first.get(name), second.get(name)) for name in names),
        parameters=_parameters(a, b),
        is_same_data=_fingerprint(a) == _fingerprint(b) is not None,
    )


def metrics_of(side: Side) -> Mapping[str, Mapping[str, Any]]:
    """`{"value", "low", "high", "cases"}` by the metric's name."""
    if side.validation:
        return {str(one["name"]): one for one in side.validation.evaluation.get("metrics", ())}
    return {name: one for name, one in side.version.metrics.items() if isinstance(one, Mapping)}


def are_apart(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether the intervals do not touch."""
    try:
        return bool(a["high"] < b["low"] or b["high"] < a["low"])
    except (KeyError, TypeError):
        return False


def _pair(name: str, a: Mapping[str, Any] | None, b: Mapping[str, Any] | None) -> MetricPair:
    return MetricPair(name, a, b, bool(a and b and are_apart(a, b)))


def _parameters(a: Side, b: Side) -> tuple[ParameterPair, ...]:
    first: Mapping[str, Any] = a.version.manifest.get("parameters") or {}
    second: Mapping[str, Any] = b.version.manifest.get("parameters") or {}
    names = sorted({*first, *second})
    return tuple(ParameterPair(name, first.get(name), second.get(name)) for name in names)


def _fingerprint(side: Side) -> str | None:
    return (side.validation.evaluation.get("data_fingerprint") or None) if side.validation else None

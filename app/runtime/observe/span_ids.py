"""Ids of spans: those that a request's id says, for its first span; else random ones."""

from contextvars import ContextVar

from opentelemetry.sdk.trace.id_generator import RandomIdGenerator


class SpanIds(RandomIdGenerator):
    """Looks into `wanted` first: ids of trace and span."""

    def __init__(self, wanted: ContextVar[tuple[int, int] | None]) -> None:
        self._wanted = wanted

    def generate_trace_id(self) -> int:
        """Of a trace that begins."""
        ids = self._wanted.get()
        return ids[0] if ids else super().generate_trace_id()

    def generate_span_id(self) -> int:
        """Of a span."""
        ids = self._wanted.get()
        return ids[1] if ids else super().generate_span_id()

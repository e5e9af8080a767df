"""Spans of OpenTelemetry for a collector, where OTEL_EXPORTER_OTLP_ENDPOINT is set; nothing is imported elsewhere.

A request, its job and their transactions are one trace without anything sent along: the ids of the trace and of the
request's span are made from the request's id, which the job's row carries anyway. A span says which route, job and
state, and holds no statement, no parameter and nobody's id.
"""

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

from app.runtime.outgoing.client import Bounds
from app.runtime.settings import Settings, SettingsError, doors

BOUNDS = Bounds(seconds=3.0, most_bytes=64 * 1024, kept=1)
NOTHING: AbstractContextManager[None] = nullcontext()
NOT_INSTALLED = "OTEL_EXPORTER_OTLP_ENDPOINT is set, and OpenTelemetry is missing: pip install -r requirements-otel.txt"
_tracer: dict[str, Any] = {}
_wanted: ContextVar[tuple[int, int] | None] = ContextVar("wanted", default=None)


def start(settings: Settings, part: str) -> None:
    """Has this process make spans as `ai-backend-<part>`, when a collector is set. Raises `SettingsError`."""
    if not settings.otlp_endpoint or _tracer:
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        from app.runtime.observe.span_ids import SpanIds
        from app.runtime.outgoing.collector import session
    except ImportError as missing:
        raise SettingsError([NOT_INSTALLED]) from missing
    about = Resource({"service.name": f"ai-backend-{part}", "service.version": settings.app_version})
    provider = TracerProvider(resource=about, id_generator=SpanIds(_wanted))
    way = session(doors.door(settings, "OTEL_EXPORTER_OTLP_ENDPOINT"), BOUNDS)
    exporter = OTLPSpanExporter(endpoint=f"{settings.otlp_endpoint}/v1/traces", timeout=BOUNDS.seconds, session=way)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    _tracer["provider"], _tracer["tracer"] = provider, provider.get_tracer("ai-backend")


def stop() -> None:
    """Sends what waits, and makes no more."""
    if _tracer:
        _tracer["provider"].shutdown()
        _tracer.clear()


def request(request_id: str) -> AbstractContextManager[None]:
    """The span of a request, the first of its trace; `told` names it."""
    return _begun("request", request_id, is_first=True) if _tracer else NOTHING


def job(name: str, request_id: str | None) -> AbstractContextManager[None]:
    """The span of a run of a job, below the request that asked for it."""
    return _begun(f"job {name}", request_id, is_first=False) if _tracer else NOTHING


def span(name: str) -> AbstractContextManager[None]:
    """A span within the present one."""
    return _within(name) if _tracer else NOTHING


def told(name: str | None = None, **attributes: str | int) -> None:
    """Says more of the present span."""
    if _tracer:
        from opentelemetry import trace

        present = trace.get_current_span()
        present.set_attributes(attributes)
        if name:
            present.update_name(name)


def ids_of(request_id: str) -> tuple[int, int]:
    """The ids of the trace and of the first span of a request: 128 and 64 bits, never 0."""
    digest = hashlib.sha256(request_id.encode()).digest()
    return int.from_bytes(digest[:16], "big") or 1, int.from_bytes(digest[16:24], "big") or 1


@contextmanager
def _begun(name: str, request_id: str | None, *, is_first: bool) -> Iterator[None]:
    from opentelemetry import context, trace

    parent = context.Context()
    token = _wanted.set(ids_of(request_id) if request_id and is_first else None)
    if request_id and not is_first:
        trace_id, span_id = ids_of(request_id)
        asked = trace.SpanContext(trace_id, span_id, is_remote=True, trace_flags=trace.TraceFlags(1))
        parent = trace.set_span_in_context(trace.NonRecordingSpan(asked), parent)
    kind = trace.SpanKind.SERVER if is_first else trace.SpanKind.CONSUMER
    begun = _tracer["tracer"].start_span(name, context=parent, kind=kind)
    _wanted.reset(token)
    with trace.use_span(begun, end_on_exit=True, record_exception=False):
        yield


@contextmanager
def _within(name: str) -> Iterator[None]:
    from opentelemetry import trace

    begun = _tracer["tracer"].start_span(name, kind=trace.SpanKind.CLIENT)
    with trace.use_span(begun, end_on_exit=True, record_exception=False):
        yield

"""SQL over `service_points` and `service_calls`: what processes add, and what all of them counted together."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, text

from app.operations.records import Counts, Point

SUMMED = (
    "(select array_agg(coalesce(was, 0) + coalesce(came, 0) order by place)"
    " from unnest(kept.buckets, excluded.buckets) with ordinality as both_of (was, came, place))"
)
ADD = text(
    "insert into service_points as kept (at, requests, errors, buckets, cache_looks, cache_hits, memory_share,"
    " disk_share) values (:at, :requests, :errors, cast(:buckets as bigint[]), :cache_looks, :cache_hits,"
    " :memory_share, :disk_share) on conflict (at) do update set requests = kept.requests + excluded.requests,"
    f" errors = kept.errors + excluded.errors, buckets = coalesce({SUMMED}, '{{}}'),"
    " cache_looks = kept.cache_looks + excluded.cache_looks, cache_hits = kept.cache_hits + excluded.cache_hits,"
    " memory_share = greatest(kept.memory_share, excluded.memory_share),"
    " disk_share = greatest(kept.disk_share, excluded.disk_share)"
)
ADD_CALLS = text(
    "insert into service_calls as kept (day, call, requests, errors, seconds, buckets)"
    " select :day, one.call, one.requests, one.errors, one.seconds, one.buckets from"
    " jsonb_to_recordset(cast(:calls as jsonb)) as one (call text, requests bigint, errors bigint,"
    " seconds double precision, buckets bigint[]) order by one.call"
    " on conflict (day, call) do update set requests = kept.requests + excluded.requests,"
    " errors = kept.errors + excluded.errors, seconds = kept.seconds + excluded.seconds,"
    f" buckets = coalesce({SUMMED}, '{{}}')"
)
FETCH = text(
    "select at, requests, errors, buckets, cache_looks, cache_hits, memory_share, disk_share from service_points"
    " where at >= :since and at < :until order by at"
)
FETCH_CALLS = text(
    "select call, requests, errors, seconds, buckets from service_calls where day >= :begins_on and day < :ends_before"
    " order by call"
)


def add(tx: Connection, point: Point) -> None:
    """Adds what one process counted in these five minutes to what others did."""
    tx.execute(
        ADD,
        {
            "at": point.at,
            "requests": point.counts.requests,
            "errors": point.counts.errors,
            "buckets": list(point.counts.buckets),
            "cache_looks": point.cache_looks,
            "cache_hits": point.cache_hits,
            "memory_share": point.memory_share,
            "disk_share": point.disk_share,
        },
    )


def add_calls(tx: Connection, day: date, calls: Mapping[str, Counts]) -> None:
    """Adds what one process counted on this day of India, in the order of the calls: no two wait for each other."""
    told = [
        {
            "call": call,
            "requests": one.requests,
            "errors": one.errors,
            "seconds": one.seconds,
            "buckets": [*one.buckets],
        }
        for call, one in calls.items()
    ]
    tx.execute(ADD_CALLS, {"day": day, "calls": json.dumps(told)})


def fetch(tx: Connection, *, since: datetime, until: datetime) -> list[Point]:
    """The points that begin in this time, the oldest first; times without one are left out."""
    return [_point(row) for row in tx.execute(FETCH, {"since": since, "until": until}).mappings()]


def fetch_calls(tx: Connection, *, begins_on: date, ends_before: date) -> Sequence[tuple[str, Counts]]:
    """What was counted of each call, a row for each of its days."""
    rows = tx.execute(FETCH_CALLS, {"begins_on": begins_on, "ends_before": ends_before})
    return [(row.call, Counts(row.requests, row.errors, row.seconds, row.buckets)) for row in rows]


def _point(row: RowMapping) -> Point:
    counts = Counts(row["requests"], row["errors"], buckets=row["buckets"])
    return Point(row["at"], counts, row["cache_looks"], row["cache_hits"], row["memory_share"], row["disk_share"])

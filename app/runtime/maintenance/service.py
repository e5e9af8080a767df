"""The uses: looking, closing, opening, and putting up a banner. PostgreSQL holds the state, so Redis may be lost."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy import text

from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.maintenance.records import (
    LONGEST,
    LONGEST_SENTENCE,
    EndIsFar,
    EndIsPast,
    HindiAlone,
    Said,
    State,
    TooMuchSaid,
)
from app.runtime.observe.remembered import Remembered
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable

SEEN_SECONDS = 1.0
"""How long a process believes what it read. Every call asks, so it must cost nothing."""
PRESENT, LAST = "maintenance", "maintenance:last"
READ = "select to_jsonb(s)::text from public.service_state s"
CLOSE = text(
    "update service_state set is_closed = true, closed_at = case when is_closed then closed_at else :now end,"
    " reopens_at = :until, sentence = :english, sentence_hindi = :hindi, changed_at = :now"
)
OPEN = text(
    "update service_state set is_closed = false, closed_at = null, reopens_at = null, sentence = '',"
    " sentence_hindi = '', changed_at = :now"
)
BANNER = text("update service_state set banner = :english, banner_hindi = :hindi, changed_at = :now")


def present(rt: Runtime) -> State:
    """The state as it was read at most a second ago, or last, while the database is away; open before any reading."""
    remembered = rt.loaded.get(PRESENT)
    if remembered is None:
        remembered = rt.loaded.setdefault(PRESENT, Remembered(lambda: _read(rt), seconds=SEEN_SECONDS))
    found: State = remembered.value()
    return found


def is_closed(rt: Runtime) -> bool:
    """Whether the service is closed for maintenance."""
    return present(rt).is_closed


def close(rt: Runtime, *, until: datetime | None, sentence: Said, now: datetime, by: str, reason: str = "") -> None:
    """Closes the service, or changes what a closed one says.

    Raises `EndIsPast`, `EndIsFar`, `TooMuchSaid`, `HindiAlone`.
    """
    if until is not None and until <= now:
        raise EndIsPast
    if until is not None and until > now + LONGEST:
        raise EndIsFar
    told = {"until": until.isoformat() if until else None, "sentence": sentence.english}
    _change(rt, CLOSE, _fit(sentence) | {"until": until, "now": now}, _deed("service closed", by, told, reason))


def reopen(rt: Runtime, *, now: datetime, by: str, reason: str = "") -> None:
    """Opens the service. Again changes nothing."""
    _change(rt, OPEN, {"now": now}, _deed("service opened", by, {}, reason))


def announce(rt: Runtime, banner: Said, *, now: datetime, by: str, reason: str = "") -> None:
    """Puts up a banner, or takes it down where nothing is said. Raises `TooMuchSaid`, `HindiAlone`."""
    deed = _deed("banner changed", by, {"banner": banner.english}, reason)
    _change(rt, BANNER, _fit(banner) | {"now": now}, deed)


def _change(rt: Runtime, statement: Any, values: Mapping[str, Any], deed: Deed) -> None:
    with rt.db.transaction(Caller.service()) as tx:
        tx.execute(statement, values)
        rt.audit.append(tx, deed)
    rt.loaded.pop(PRESENT, None)


def _deed(action: str, by: str, told: Mapping[str, Any], reason: str) -> Deed:
    return Deed(action, Actor.named(by), None, "service", "maintenance", dict(told), reason)


def _fit(said: Said) -> dict[str, str]:
    english, hindi = (" ".join(one.replace("\x00", "").split()) for one in (said.english, said.hindi))
    if max(len(english), len(hindi)) > LONGEST_SENTENCE:
        raise TooMuchSaid
    if hindi and not english:
        raise HindiAlone
    return {"english": english, "hindi": hindi}


def _read(rt: Runtime) -> State:
    with suppress(Unavailable, psycopg.DatabaseError):  # the latter: the schema is not there yet
        rt.loaded[LAST] = _state(json.loads(rt.db.value(READ, {}) or "{}"))
    found: State = rt.loaded.get(LAST, State())
    return found


def _state(row: Mapping[str, Any]) -> State:
    if not row:
        return State()
    since, until = (datetime.fromisoformat(row[name]) if row[name] else None for name in ("closed_at", "reopens_at"))
    sentence, banner = Said(row["sentence"], row["sentence_hindi"]), Said(row["banner"], row["banner_hindi"])
    return State(row["is_closed"], since, until, sentence, banner)

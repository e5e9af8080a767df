"""Whether the keys of this process are those of this database: each key that ever sealed left a word there.

The table `sealing_keys` holds a row for each key with a sealed constant. A process that lacks one of the keys in use
does nothing sealed at all: what it wrote, nobody with the right keys could read.
"""

import json
import logging
from collections.abc import Callable, Mapping

from cryptography.fernet import InvalidToken

from app.runtime.sealing.keyring import Ring
from app.runtime.sealing.problems import KeyRefused

log = logging.getLogger("ai_backend.sealing")
WORD = b"fineasy sealing probe 1"
STANDING = """
    with held as (select unnest(string_to_array(:held, ',')) as key_id),
    missing as (select key_id from public.sealing_keys
                where retired_at is null and key_id not in (select key_id from held)),
    added as (insert into public.sealing_keys as known (key_id, probe) select :first, :probe
              where not exists (select from missing)
              on conflict (key_id) do update set retired_at = null where known.retired_at is not null)
    select json_build_object(
        'missing', (select coalesce(json_agg(key_id order by key_id), '[]') from missing),
        'probes', (select coalesce(json_object_agg(key_id, probe), '{}') from public.sealing_keys
                   where key_id in (select key_id from held)))::text
"""

CLAIM = """
    update public.sealing_keys set retired_at = null where key_id = :first and retired_at is not null returning key_id
"""


def claim(ring: Ring, ask: Callable[[str, Mapping[str, object]], str | None]) -> None:
    """Says that the first key still seals here, should a rotation have retired it meanwhile: it must not be lost."""
    if ask(CLAIM, {"first": ring.first}) is not None:
        log.warning("this process still seals by a key that was retired", extra={"key_id": ring.first})


def prove(ring: Ring, ask: Callable[[str, Mapping[str, object]], str | None]) -> None:
    """Raises `KeyRefused` unless `ring` has every key in use, each the very one; writes down the first if it is new."""
    probe = ring.sealing.encrypt(WORD).decode()
    found = ask(STANDING, {"held": ",".join(ring.ids), "first": ring.first, "probe": probe})
    standing = json.loads(found or "{}")
    if standing["missing"]:
        raise _refused(
            f"ENCRYPTION_KEY lacks the key {', '.join(standing['missing'])}, by which rows of this database are sealed"
            f" (it holds {', '.join(ring.ids)}). Give it back, behind the others; without it those rows cannot be read."
        )
    for id, known in standing["probes"].items():
        if not _opens(ring, id, known):
            raise _refused(f"The key {id} of ENCRYPTION_KEY does not open the probe that this database keeps of it.")


def _opens(ring: Ring, id: str, probe: str) -> bool:
    fernet = ring.fernet(id)
    try:
        return fernet is not None and fernet.decrypt(probe) == WORD
    except InvalidToken:
        return False


def _refused(why: str) -> KeyRefused:
    log.critical(why)
    return KeyRefused(why)

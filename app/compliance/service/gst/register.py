"""GSTINs looked up in the register of taxpayers, where the operator named a provider and the caller asked for it.

Every look-up is paid for: an answer is kept for a day, and one request asks for a few at most.
"""

import json
import time
from collections.abc import Iterable, Mapping

from app.compliance.records.numbers import Checked, LookedUp
from app.gst import registration
from app.runtime import cache_types
from app.runtime.runtime import Runtime
from app.runtime.taxpayers import RegisterAway

MOST_LOOKED_UP = 20
"""Numbers that one request may have looked up."""
MOST_SECONDS = 10.0
"""How long one request goes on looking up; what is not asked for by then is not asked for at all."""


def looked_up(rt: Runtime, numbers: Iterable[str], *, seconds: float = MOST_SECONDS) -> Mapping[str, LookedUp]:
    """What the register says of the first few valid numbers; a number that is not among the keys was not asked for.

    seconds : after which no further one is looked up
    """
    asked = list(dict.fromkeys(numbers))[:MOST_LOOKED_UP]
    if not rt.taxpayers.is_on:
        return dict.fromkeys(asked, LookedUp(Checked.REGISTER_OFF))
    ends, found = time.monotonic() + seconds, dict[str, LookedUp]()
    for number in asked:
        if time.monotonic() < ends:
            found[number] = _one(rt, number)
    return found


def _one(rt: Runtime, number: str) -> LookedUp:
    try:
        kept = rt.cache.remember(cache_types.GST_REGISTER, number, compute=lambda: _fetched(rt, number))
    except RegisterAway:
        return LookedUp(Checked.REGISTER_AWAY)
    # What was kept is read as warily as what has just come.
    found = registration.read(json.loads(kept), asked=number)
    return LookedUp(Checked.REGISTER, found) if found else LookedUp(Checked.NOT_IN_REGISTER)


def _fetched(rt: Runtime, number: str) -> bytes:
    """The entry in the register's own field names, and nothing else of the answer; an empty object for none."""
    found = registration.read(rt.taxpayers.answer(number), asked=number)
    return json.dumps(registration.written(found) if found else {}).encode()

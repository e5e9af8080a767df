"""`/admin/audit`: who did what, of all businesses or of one, and whether the trail of it is whole."""

from contextlib import suppress

from flask import Response, request

from app.audit import schemas
from app.audit.records import Place, Search
from app.audit.service import searching, verifying
from app.console import forms, rendering
from app.console.blueprint import page
from app.runtime.http.current import caller, rt

SHOWN = 50


@page("/audit")
def audit() -> Response:
    """The newest rows, and the verdict on the chain of the business, or on that of the service itself."""
    given = request.args.get("business", "").strip()
    business_id = forms.business_id(given) if given else None
    is_refused = True if request.args.get("refused") else None
    wanted = Search(business_id=business_id, is_refused=is_refused, after=_place(), limit=SHOWN)
    found = searching.events(rt(), wanted, caller=caller())
    return rendering.page(
        "audit.html",
        events=found.events,
        older=schemas.cursor(found.next) if found.next else None,
        verdict=verifying.of_business(rt(), business_id, caller=caller()),
        business_id=business_id,
        is_refused=is_refused,
    )


def _place() -> Place | None:
    """Where the page before ended; an address that somebody changed begins anew."""
    with suppress(ValueError):
        return schemas.place(request.args.get("after", ""))
    return None

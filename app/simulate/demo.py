"""The demo: two owners, two businesses with fixed ids, 24 months that end when it is loaded, one invoice to show."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from app.books.importer import owners
from app.books.importer import service as importer
from app.books.importer.store import Progress
from app.runtime.auth.local_issuer import LocalIssuer
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.simulate import seasons, trading, writing
from app.simulate.books import grow
from app.simulate.ledger import Ledger
from app.simulate.papers import Line
from app.simulate.profiles import ELECTRICALS, TEXTILES, Profile

MONTHS = 24
SHOWN_INVOICE = UUID("3b0b7c52-6a1e-4f0c-8d2e-5f3a9c1d7e64")
"""A customer's invoice with three faults: the wrong tax head, a tax that does not add up, no HSN codes."""

ADMIN = UUID("9a4e1c70-2f3b-4d58-8b6c-1e7d0a2f5c93")
PRESENT = text("select id from public.businesses where id = any (:ids)")


@dataclass(frozen=True, slots=True)
class Shop:
    """One business of the demo."""

    owner_id: UUID
    business_id: UUID
    profile: Profile
    seed: int


FIRST = Shop(owners.DEVELOPMENT_OWNER, UUID("b6f0d9c4-3a7e-4c12-9e5d-7a1f4b8c2d30"), ELECTRICALS, 20261)
SECOND = Shop(
    UUID("c81e2a6d-5b9f-4e37-a04c-2d6f8e1b3a75"), UUID("e4a7c3b1-8d2f-4960-b5e8-0c9d6f1a2b47"), TEXTILES, 20262
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What `load` brought in: the businesses that were not there yet."""

    businesses: int
    documents: int


def load(rt: Runtime, *, until: date, progress: Progress = importer.silent) -> Loaded:
    """Bring in the demo's businesses that are missing, with books that end on `until`; others stay as they are."""
    with rt.db.transaction(Caller.service()) as tx:
        present = set(tx.execute(PRESENT, {"ids": [FIRST.business_id, SECOND.business_id]}).scalars())
        if not present:
            owners.ensure_user(tx, ADMIN)
    missing = [shop for shop in (FIRST, SECOND) if shop.business_id not in present]
    documents = 0
    for shop in missing:
        progress(f"inventing {shop.profile.name}", 0)
        done = importer.import_content(rt, content(shop, until=until), owner_id=shop.owner_id, progress=progress)
        documents += done.documents
    return Loaded(len(missing), documents)


def content(shop: Shop, *, until: date) -> dict[str, Any]:
    """The books JSON of one business of the demo, with its truth."""
    ledger = grow(shop.profile, seed=shop.seed, until=until, months=MONTHS, business_id=shop.business_id)
    if shop is FIRST:
        _add_shown_invoice(ledger)
    return writing.written(ledger)


def card(rt: Runtime, *, api_url: str, now: datetime) -> dict[str, str]:
    """What demo.json holds: where to call, tokens for both owners and an admin, ids to ask about."""
    issuer = LocalIssuer(rt.settings)
    return {
        "api_url": api_url,
        "access_token": issuer.issue(FIRST.owner_id, now=now),
        "admin_token": issuer.issue(ADMIN, is_admin=True, now=now),
        "business_id": str(FIRST.business_id),
        "invoice_id": str(SHOWN_INVOICE),
        "other_access_token": issuer.issue(SECOND.owner_id, now=now),
        "other_business_id": str(SECOND.business_id),
    }


def _add_shown_invoice(ledger: Ledger) -> None:
    chance = ledger.chance("shown invoice")
    home = ledger.profile.state_code
    customer = next(one for one in ledger.customers if one.gstin and one.street and one.state_code == home)
    day = seasons.working_day(ledger.last - timedelta(days=6))
    wanted = zip(ledger.profile.goods, (4, 2, 60), strict=False)
    lines = [Line(good.name, Decimal(count), good.price, good.rate_on(day), None, good.unit) for good, count in wanted]
    for line in lines:
        trading.state_heads(line, is_intra_state=False, place=customer.state_code)
    details: dict[str, Any] = {"id": SHOWN_INVOICE, "wrong_tax_by": Decimal(180), "source": "manual"}
    paper = ledger.paper(chance, "sales_invoice", customer, day, lines, **details)
    trading.number_sales(ledger)
    ledger.tax_errors.extend((paper, kind) for kind in ("wrong_head", "wrong_arithmetic", "missing_hsn"))

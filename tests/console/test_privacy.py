"""The page of who asked for what is kept."""

from collections.abc import Callable

from sqlalchemy import Engine

from app.privacy.service import asking
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops
from tests.console.browser_visits import Visitor


class TestPrivacy:
    def test_shows_requests_without_their_askers(
        self, rt: Runtime, admin: Visitor, engine: Engine, caller: Callable[..., Caller]
    ) -> None:
        shopkeeper = caller()
        business_id = shops.opened(engine, shopkeeper.user_id)
        asked = asking.ask_for_erasure(rt, business_id, caller=shopkeeper, now=rt.clock.now())
        page = admin.get("/privacy").text
        assert f"request <code>{asked.id.hex[:8]}" in page and "unconfirmed" in page
        assert str(shopkeeper.user_id) not in page and str(asked.confirmation) not in page

"""What `make run` tells the person who typed it."""

from collections.abc import Iterator, Mapping

from app.runtime.embedded.servers import Servers
from app.runtime.settings import Settings


def opening(settings: Settings, servers: Servers) -> Iterator[str]:
    """What is about to happen, where it may take a while or may not be what was meant."""
    yield f"starting with data in {settings.data_dir} (Ctrl-C stops)"
    if servers.postgres and settings.supabase_url:
        yield (
            "SUPABASE_URL is set, DATABASE_URL is not: using an embedded database. The project's connection string is"
            " in its dashboard behind the button Connect (or Project Settings > Database > Connection string)"
        )
    if servers.postgres and servers.postgres.is_new:
        yield "first start: making a database, then loading the demo"


def greeting(url: str, card: Mapping[str, str]) -> Iterator[str]:
    """Where the service is and what to try, once it answers; `card` is empty where there is no demo."""
    yield ""
    yield f"  FinEasy AI backend answers at {url}"
    yield f"  Documentation of the calls:   {url}/docs"
    yield f"  For whoever keeps the models: {url}/admin"
    if card:
        yield f"  Demo token:                   {card['access_token']}"
        yield "  Try:"
        yield f"    curl -H 'Authorization: Bearer {card['access_token']}' {url}/api/v1/insights/{card['business_id']}"
    yield "  Ctrl-C stops everything."
    yield ""

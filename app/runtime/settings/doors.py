"""The addresses that this service calls by itself, and where each may lead.

By https into the internet. Outside production also to this machine, by http too; into the operator's own network, by
http too, for settings that ALLOW_PRIVATE_NETWORK names. Where a cloud tells its machines their secrets: never.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from app.runtime.outgoing import addresses
from app.runtime.outgoing.addresses import Judge
from app.runtime.outgoing.door import Door
from app.runtime.settings.fields import Settings

WAYS = {
    "SUPABASE_URL": "supabase_url",
    "JWKS_URL": "jwks_url",
    "STORAGE_ENDPOINT_URL": "storage_endpoint_url",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "otlp_endpoint",
    "ALERTMANAGER_URL": "alertmanager_url",
    "GST_API_URL": "gst_api_url",
}
"""Setting -> field of its address."""
LOCAL = ("127.0.0.1", "::1", "localhost")
AMAZON = "https://amazonaws.com"
"""Stands for the hosts below it, where the bucket's service has no address of its own."""


def door(settings: Settings, setting: str) -> Door:
    """The way out that `setting` opens; one that leads nowhere for an address that is refused."""
    url: str = getattr(settings, WAYS[setting])
    if setting == "STORAGE_ENDPOINT_URL" and not url:
        url = AMAZON
    return Door(setting, url, _judge(settings, setting, url))


def door_of_keys(settings: Settings) -> Door:
    """The way to the keys that sign tokens: JWKS_URL, or where a Supabase project publishes them."""
    if settings.jwks_url:
        return door(settings, "JWKS_URL")
    project = door(settings, "SUPABASE_URL")
    return Door(project.setting, f"{project.url}/auth/v1/.well-known/jwks.json", project.is_allowed)


def opened(settings: Settings) -> Iterator[Door]:
    """The doors that the settings open."""
    return (door(settings, setting) for setting, field in WAYS.items() if getattr(settings, field))


def flaws(settings: Settings) -> Iterator[str]:
    """A sentence for each address that would be refused whatever its name resolves to."""
    for one in opened(settings):
        yield from _flaw(one)


def _flaw(one: Door) -> Iterator[str]:
    parts = urlsplit(one.url)
    host = parts.hostname or ""
    written = addresses.written_out(host)
    if parts.username is not None:
        yield f"{one.setting} must hold no user and no password before its host"
    elif one.is_allowed is addresses.is_nowhere:
        yield f"{one.setting} must begin with https://: what is nobody's business travels there{_hint(one)}"
    elif written and (written != host or not one.is_allowed(written)):
        yield f"{one.setting} names {host}, which it may not lead to{_hint(one)}"


def _hint(one: Door) -> str:
    return "" if one.setting == "GST_API_URL" else f" (in your own network: ALLOW_PRIVATE_NETWORK={one.setting})"


def _judge(settings: Settings, setting: str, url: str) -> Judge:
    parts = urlsplit(url)
    inner: list[Judge] = []
    if setting in settings.allow_private_network:
        inner.append(addresses.is_inside)
    elif parts.hostname in LOCAL and not settings.is_production:
        inner.append(addresses.is_this_machine)
    if parts.scheme == "https":
        inner.append(addresses.is_public)
    return addresses.any_of(*inner) if inner else addresses.is_nowhere

"""What the compose files promise beyond their grammar. Each rule yields a sentence for everything that breaks it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from app.runtime.settings import Settings

Service = Mapping[str, Any]
File = Mapping[str, Any]
DOOR = "nginx"
LOOPBACK = "127.0.0.1:"
PLACE = "/run/secrets/"
VARIABLE = re.compile(r"\$\{[^}]*\}")
OTHERS = frozenset({"GF_SECURITY_ADMIN_PASSWORD__FILE"})


def published(file: File) -> Iterator[str]:
    """Ports of others than nginx that the world reaches."""
    for name, service in _services(file):
        for port in service.get("ports", ()):
            if name != DOOR and not str(port).startswith(LOOPBACK):
                yield f"{name} publishes {port}; only {DOOR} may, others on {LOOPBACK[:-1]}"


def hardening(file: File) -> Iterator[str]:
    """Services that may write to their own files, keep a right of root, gain one, or print without end."""
    for name, service in _services(file):
        if service.get("read_only") is not True:
            yield f"{name}: read_only is missing"
        if service.get("cap_drop") != ["ALL"]:
            yield f"{name}: cap_drop is not [ALL]"
        if "no-new-privileges:true" not in service.get("security_opt", ()):
            yield f"{name}: no-new-privileges is missing"
        if "user" not in service:
            yield f"{name}: no user is named"
        if "max-size" not in service.get("logging", {}).get("options", {}):
            yield f"{name}: its output grows without end"
        if "limits" not in service.get("deploy", {}).get("resources", {}):
            yield f"{name}: no limits of memory and processor"


def images(file: File) -> Iterator[str]:
    """Images without a version, or of Alpine."""
    for name, service in _services(file):
        _, _, tag = VARIABLE.sub("VERSION", service["image"]).partition(":")
        if tag in ("", "latest") or "alpine" in tag:
            yield f"{name}: {service['image']} is no version, or not Debian's"


def mounts(file: File, root: Path) -> Iterator[str]:
    """Files of this checkout that are mounted and not there, and volumes that nobody declares."""
    for name, service in _services(file):
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            if source.startswith("./") and not (root / source).exists():
                yield f"{name} mounts {source}, which is not there"
            if not source.startswith((".", "/")) and source not in file["volumes"]:
                yield f"{name} mounts the volume {source}, which is not declared"


def secrets(file: File) -> Iterator[str]:
    """Settings that point to a secret which the service does not get, and secret settings that no file can give."""
    for name, service in _services(file):
        got = {_target(one) for one in service.get("secrets", ())}
        pointed = {key: value for key, value in _environment(service).items() if str(value).startswith(PLACE)}
        for key, value in pointed.items():
            if value not in got:
                yield f"{name}: {key} names {value}, which it does not get"
        if "DATABASE_URL_FILE" in pointed:
            for setting in sorted(_secret_settings() - {key.removesuffix("_FILE") for key in pointed}):
                yield f"{name}: {setting} is a secret and has no {setting}_FILE"
        undeclared = {one if isinstance(one, str) else one["source"] for one in service.get("secrets", ())} - set(
            file.get("secrets", {})
        )
        for missing in sorted(undeclared):
            yield f"{name} gets the secret {missing}, which is not declared"


def settings(file: File) -> Iterator[str]:
    """Names in the environment of our own services that no setting has."""
    known = {name for one in fields(Settings) for name in one.metadata.get("names", ())}
    for name, service in _services(file):
        if "fineasy/ai-backend" in service["image"]:
            for key in sorted(_environment(service)):
                if key.removesuffix("_FILE") not in known and key not in OTHERS:
                    yield f"{name}: nobody reads {key}"


def _secret_settings() -> set[str]:
    return {one.metadata["names"][0] for one in fields(Settings) if one.metadata.get("secret")}


def _services(file: File) -> Iterable[tuple[str, Service]]:
    services: Mapping[str, Service] = file["services"]
    return services.items()


def _environment(service: Service) -> Mapping[str, Any]:
    found: Mapping[str, Any] = service.get("environment", {})
    return found


def _target(secret: Any) -> str:
    return f"{PLACE}{secret}" if isinstance(secret, str) else str(secret["target"])

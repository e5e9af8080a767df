"""Builds each overlay as an operator would, and holds it against the schemas and against our own rules."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from flask import Flask

from app.factory import create_app
from app.runtime.settings import Settings
from scripts.check_ops.kubernetes import environment, hardening, wiring
from scripts.check_ops.kubernetes.manifests import Cluster
from scripts.check_ops.tools import Tool
from tasks import jobs
from tasks.worker import HARD_LIMIT_GRACE_SECONDS

SCHEMAS = ("1.25.0", "1.37.0")
"""The oldest that kubernetes-validate carries, and the newest."""
OPERATORS_OWN = "external-secrets.io/"
"""Kinds that only the operator's own cluster knows the schema of; our rules look at them."""
GRACEFUL_SECONDS = 5 + 30
"""preStop of the web pods and `graceful_timeout` of gunicorn.conf.py."""
BEGUN_ANEW = ("models.", "privacy.", "background.")
"""How the names of jobs begin that may be cut, since they are begun anew by another worker and nobody watches them."""


def hold_against_schemas(text: str, validate: Tool) -> None:
    """Passes what Kubernetes' own schemas allow, no unknown field included. Raises `Wrong` with the tool's words."""
    known = [one for one in Cluster.read(text).manifests if not one["apiVersion"].startswith(OPERATORS_OWN)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "manifests.yaml"
        path.write_text(yaml.safe_dump_all(known))
        for version in SCHEMAS:
            validate.run("--strict", "--quiet", "-k", version, path)


def against_rules(text: str) -> Iterator[str]:
    """What our own rules find in the manifests of one overlay."""
    cluster = Cluster.read(text)
    for rule in (wiring.old_clusters, wiring.selectors, wiring.scaled, wiring.ports, wiring.references):
        yield from rule(cluster)
    for rule in (hardening.resources, hardening.images, hardening.rights, hardening.isolation, hardening.alone):
        yield from rule(cluster)
    calls = routes()
    yield from hardening.probes(cluster, calls)
    yield from hardening.endings(cluster, {"web": GRACEFUL_SECONDS, "worker": longest_job_seconds()})
    for rule in (environment.unknown_names, environment.unreadable_files, environment.refused):
        yield from rule(cluster)
    yield from environment.backups_lost(cluster)
    yield from environment.passed_on(cluster, calls)


def routes() -> set[str]:
    """Every path that the service answers, as Flask writes it."""
    with TemporaryDirectory() as folder:
        service: Flask = create_app(Settings(data_dir=Path(folder), log_level="ERROR"))
        return {rule.rule for rule in service.url_map.iter_rules()}


def longest_job_seconds() -> float:
    """Until the longest job that a person waits for is stopped."""
    waited_for = [seconds for name, seconds in jobs.LONG.items() if not name.startswith(BEGUN_ANEW)]
    return max([*waited_for, Settings().model_timeout_seconds]) + HARD_LIMIT_GRACE_SECONDS

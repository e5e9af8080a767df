"""The pods' environment is one that the service starts with, and the ingress passes on its calls and no other.

Each rule yields a sentence for everything that would stop a start or lead nowhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from app.runtime import settings
from app.runtime.settings import Settings, SettingsError
from app.runtime.settings.parsers import NEVER
from scripts.check_ops.kubernetes.manifests import Cluster, Manifest, Pod
from scripts.check_ops.kubernetes.wiring import ingress_paths

OTHERS = frozenset({"HOME", "PROMETHEUS_MULTIPROC_DIR"})
"""Names that others read: the libraries, and Prometheus' client."""
INSIDE = frozenset({"/metrics"})
"""Calls that have no token because only the network inside reaches them."""
STAND_INS = {
    "DATABASE_URL": "postgresql://ai@db.abc.supabase.co:5432/postgres",
    "REDIS_URL": "redis://redis-broker:6379/0",
    "REDIS_CACHE_URL": "redis://redis-cache:6379/0",
    "ENCRYPTION_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
}
"""What the store of secrets might hold, where any 64 characters would not do."""


def unknown_names(cluster: Cluster) -> Iterator[str]:
    """Names in the environment that nobody reads."""
    known = {name for name, _, _ in settings.described(Settings())} | OTHERS
    for pod in _ours(cluster):
        for name in environment(cluster, pod):
            if name.removesuffix("_FILE") not in known:
                yield f"{pod.name} sets {name}, which is no setting"


def unreadable_files(cluster: Cluster) -> Iterator[str]:
    """Settings `..._FILE` that name a file which the pod does not have."""
    for pod in _ours(cluster):
        files = set(_secret_files(pod))
        for name, value in environment(cluster, pod).items():
            if name.endswith("_FILE") and value not in files:
                yield f"{pod.name}: {name} names {value}, which no secret is mounted as"


def refused(cluster: Cluster) -> Iterator[str]:
    """Settings with which the service would not start."""
    for pod in _ours(cluster):
        with TemporaryDirectory() as folder:
            try:
                settings.read(_started_in(Path(folder), environment(cluster, pod)))
            except SettingsError as error:
                yield from (f"{pod.name}: {problem}" for problem in error.problems)


def backups_lost(cluster: Cluster) -> Iterator[str]:
    """Workers whose backups would end with their pod."""
    for pod in _ours(cluster):
        found = environment(cluster, pod)
        is_maker = pod.labels["app.kubernetes.io/component"] == "worker" and found.get("BACKUP_AT") != NEVER
        if is_maker and not found.get("BACKUP_URL"):
            yield f"{pod.name} makes backups that end with it: BACKUP_URL is missing"


def passed_on(cluster: Cluster, routes: Iterable[str]) -> Iterator[str]:
    """Calls that no ingress passes on, and calls of the inside that one does; `routes` as Flask writes them."""
    paths = [path for ingress in cluster.of_kind("Ingress") for path in ingress_paths(ingress)]
    for route in sorted(routes):
        is_passed = any(_covers(path, route) for path in paths)
        if is_passed and route in INSIDE:
            yield f"The ingress shows {route} to everybody"
        if not is_passed and route not in INSIDE:
            yield f"The ingress does not pass on {route}"


def environment(cluster: Cluster, pod: Pod) -> Mapping[str, str]:
    """Names and values that the pod's container starts with."""
    maps = {one["metadata"]["name"]: one.get("data", {}) for one in cluster.of_kind("ConfigMap")}
    found: dict[str, str] = {}
    for container in pod.containers:
        for source in container.get("envFrom", []):
            found |= maps.get(source["configMapRef"]["name"], {})
        found |= {one["name"]: one["value"] for one in container.get("env", [])}
    return found


def _ours(cluster: Cluster) -> list[Pod]:
    return [pod for pod in cluster.pods if pod.labels["app.kubernetes.io/name"] == "ai-backend"]


def _secret_files(pod: Pod) -> Iterator[str]:
    for container in pod.containers:
        for mount in container.get("volumeMounts", []):
            for file in pod.items(mount["name"]).values():
                yield str(PurePosixPath(mount["mountPath"]) / file)


def _started_in(folder: Path, found: Mapping[str, str]) -> Mapping[str, str]:
    """The same environment with secrets that are there: their files in `folder`."""
    result = dict(found)
    for name in found:
        if name.endswith("_FILE"):
            path = folder / name
            path.write_text(STAND_INS.get(name.removesuffix("_FILE"), "0f" * 32))
            result[name] = str(path)
    return result


def _covers(path: Manifest, route: str) -> bool:
    whole: str = path["path"]
    return route == whole or (path["pathType"] == "Prefix" and route.startswith(f"{whole.rstrip('/')}/"))

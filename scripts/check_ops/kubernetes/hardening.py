"""What every container of ours is, and is not allowed: limits, probes, rights, a version, time to end.

Each rule yields a sentence for every container or pod that falls short.
"""

import re
from collections.abc import Iterator, Mapping

from scripts.check_ops.kubernetes.manifests import Cluster, Manifest, Pod

VERSION = re.compile(r"[\w./-]+:v?\d+\.\d+(\.\d+)?([-.][\w.-]+)?(@sha256:[0-9a-f]{64})?")
PROBES = ("startupProbe", "livenessProbe")


def resources(cluster: Cluster) -> Iterator[str]:
    """Containers without a request and a limit of both processor and memory."""
    for pod, container in _containers(cluster):
        found = container.get("resources", {})
        for side in ("requests", "limits"):
            for what in sorted({"cpu", "memory"} - set(found.get(side, {}))):
                yield f"{pod.name}/{container['name']} has no {side} of {what}"


def images(cluster: Cluster) -> Iterator[str]:
    """Images that are not named by a version."""
    for pod, container in _containers(cluster):
        if not VERSION.fullmatch(container["image"]):
            yield f"{pod.name}/{container['name']}: {container['image']} is no version"


def probes(cluster: Cluster, routes: set[str]) -> Iterator[str]:
    """Lasting containers that need not show that they work, and probes of ports and `routes` that are not there."""
    for pod in cluster.pods:
        for container in pod.spec["containers"] if pod.is_lasting else ():
            wanted = (*PROBES, "readinessProbe") if container.get("ports") else PROBES
            yield from (f"{pod.name}/{container['name']} has no {one}" for one in wanted if one not in container)
            for name in wanted:
                yield from _wrong_probe(pod, name, container.get(name, {}), routes)


def _wrong_probe(pod: Pod, name: str, probe: Manifest, routes: set[str]) -> Iterator[str]:
    where = probe.get("httpGet") or probe.get("tcpSocket") or {}
    if where and pod.port(where["port"]) is None:
        yield f"{pod.name}: its {name} asks port {where['port']}, which it does not open"
    if "path" in where and where["path"] not in routes:
        yield f"{pod.name}: its {name} asks {where['path']}, which is no call of ours"


def rights(cluster: Cluster) -> Iterator[str]:
    """Containers with more rights than Kubernetes' "restricted" standard allows, or that may write their own files."""
    for pod, container in _containers(cluster):
        whole, own = pod.spec.get("securityContext", {}), container.get("securityContext", {})
        wanted = {
            "a user other than root": whole.get("runAsNonRoot") is True and whole.get("runAsUser", 0) > 0,
            "the runtime's filter of system calls": whole.get("seccompProfile") == {"type": "RuntimeDefault"},
            "no way to more rights": own.get("allowPrivilegeEscalation") is False,
            "a root file system that is only read": own.get("readOnlyRootFilesystem") is True,
            "no capabilities": own.get("capabilities") == {"drop": ["ALL"]},
            "no token of the cluster": pod.spec.get("automountServiceAccountToken") is False,
        }
        yield from (f"{pod.name}/{container['name']} lacks {what}" for what, has in wanted.items() if not has)


def endings(cluster: Cluster, seconds: Mapping[str, float]) -> Iterator[str]:
    """Pods that are killed before they are through; `seconds` that each component needs at its end, by its name."""
    for pod in cluster.pods:
        needed = seconds.get(pod.labels["app.kubernetes.io/component"], 0)
        granted = pod.spec.get("terminationGracePeriodSeconds", 30)  # Kubernetes' default
        if granted <= needed:
            yield f"{pod.name} has {granted} s to end, and may need {needed:g} s"


def isolation(cluster: Cluster) -> Iterator[str]:
    """Ways around the policies: no denial of everything else, or an address inside the cloud that can be reached."""
    policies = [one["spec"] for one in cluster.of_kind("NetworkPolicy")]
    closed = {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    if closed not in policies:
        yield "No NetworkPolicy denies what the others do not name"
    blocks = [
        to["ipBlock"] for spec in policies for rule in spec.get("egress", []) for to in rule["to"] if "ipBlock" in to
    ]
    for block in blocks:
        if block["cidr"] == "0.0.0.0/0" and "169.254.0.0/16" not in block.get("except", []):
            yield "A NetworkPolicy lets pods reach the cloud's metadata at 169.254.169.254"


def alone(cluster: Cluster) -> Iterator[str]:
    """A schedule that is not single, or replaced before it has ended."""
    for pod in cluster.pods:
        if pod.labels["app.kubernetes.io/component"] == "beat":
            spec = pod.workload["spec"]
            if spec.get("replicas") != 1 or spec["strategy"]["type"] != "Recreate":
                yield f"{pod.name} is the schedule: one, and never two beside each other"


def _containers(cluster: Cluster) -> Iterator[tuple[Pod, Manifest]]:
    return ((pod, container) for pod in cluster.pods for container in pod.containers)

"""What names something names something that is there: selectors, ports, secrets, maps, paths.

Each rule yields a sentence for every reference that leads nowhere.
"""

from collections.abc import Iterator

from scripts.check_ops.kubernetes.manifests import Cluster, Manifest, Pod

MINIMUM = frozenset(
    {
        *("v1", "apps/v1", "batch/v1", "policy/v1", "networking.k8s.io/v1", "scheduling.k8s.io/v1", "autoscaling/v2"),
        "external-secrets.io/v1",  # an operator's own
    }
)
"""The interfaces that a cluster of version 1.23 serves as stable (its API reference); the schemas begin at 1.25."""


def old_clusters(cluster: Cluster) -> Iterator[str]:
    """Interfaces that a cluster of the least version does not have."""
    for one in cluster.manifests:
        if one["apiVersion"] not in MINIMUM:
            yield f"{_said(one)} needs {one['apiVersion']}, which Kubernetes 1.23 does not serve"


def selectors(cluster: Cluster) -> Iterator[str]:
    """Workloads that do not own their pods, and services, budgets and policies that mean no pod."""
    for pod in cluster.pods:
        wanted = pod.workload["spec"].get("selector", {}).get("matchLabels", {})
        if not wanted.items() <= pod.labels.items():
            yield f"{pod.kind} {pod.name} does not select its own pods"
    for service in cluster.of_kind("Service"):
        if not list(cluster.selected({"matchLabels": service["spec"]["selector"]})):
            yield f"{_said(service)} selects no pod"
    for one in cluster.of_kind("PodDisruptionBudget", "NetworkPolicy"):
        spec = one["spec"]
        if not list(cluster.selected(spec.get("selector") or spec.get("podSelector", {}))):
            yield f"{_said(one)} selects no pod"


def scaled(cluster: Cluster) -> Iterator[str]:
    """Scalers of what is not there, and workloads whose number a roll-out would set back."""
    workloads = {(pod.kind, pod.name): pod.workload for pod in cluster.pods}
    for one in cluster.of_kind("HorizontalPodAutoscaler"):
        target = one["spec"]["scaleTargetRef"]
        workload = workloads.get((target["kind"], target["name"]))
        if workload is None:
            yield f"{_said(one)} scales {target['kind']} {target['name']}, which is not there"
        elif "replicas" in workload["spec"]:
            yield f"{_said(one)} and the replicas of {target['name']} would take turns"


def ports(cluster: Cluster) -> Iterator[str]:
    """Ports of services, probes, scrapes and the ingress that nobody opens."""
    for service in cluster.of_kind("Service"):
        for pod in cluster.selected({"matchLabels": service["spec"]["selector"]}):
            for port in service["spec"]["ports"]:
                if pod.port(port["targetPort"]) is None:
                    yield f"{_said(service)} leads to port {port['targetPort']}, which {pod.name} does not open"
    yield from _scrapes(cluster)
    yield from _backends(cluster)
    for policy in cluster.of_kind("NetworkPolicy"):
        for pod in cluster.selected(policy["spec"].get("podSelector", {})):
            for rule in policy["spec"].get("ingress", []):
                for port in rule["ports"]:
                    if pod.port(port["port"]) is None:
                        yield f"{_said(policy)} opens port {port['port']}, which {pod.name} does not"


def _scrapes(cluster: Cluster) -> Iterator[str]:
    for pod in cluster.pods:
        annotations = pod.workload["spec"]["template"]["metadata"].get("annotations", {})
        if "prometheus.io/port" in annotations and pod.port(int(annotations["prometheus.io/port"])) is None:
            yield f"{pod.name} is scraped at port {annotations['prometheus.io/port']}, which it does not open"


def _backends(cluster: Cluster) -> Iterator[str]:
    services = {one["metadata"]["name"]: one["spec"]["ports"] for one in cluster.of_kind("Service")}
    for ingress in cluster.of_kind("Ingress"):
        for path in ingress_paths(ingress):
            wanted = path["backend"]["service"]
            opened = [(port.get("name"), port["port"]) for port in services.get(wanted["name"], [])]
            if not any(set(wanted["port"].values()) & set(port) for port in opened):
                yield f"{_said(ingress)}: {path['path']} leads to {wanted['name']}, which has no such port"


def references(cluster: Cluster) -> Iterator[str]:
    """Maps, secrets and their keys, accounts and classes that are not there."""
    for pod in cluster.pods:
        yield from _sources(cluster, pod)
        if pod.spec["serviceAccountName"] not in cluster.names("ServiceAccount"):
            yield f"{pod.name} runs as {pod.spec['serviceAccountName']}, which is not there"
        if pod.spec["priorityClassName"] not in cluster.names("PriorityClass"):
            yield f"{pod.name} is of the class {pod.spec['priorityClassName']}, which is not there"
        volumes = {one["name"] for one in pod.spec.get("volumes", [])}
        volumes |= {one["metadata"]["name"] for one in pod.workload["spec"].get("volumeClaimTemplates", [])}
        for container in pod.containers:
            for mount in container.get("volumeMounts", []):
                if mount["name"] not in volumes:
                    yield f"{pod.name} mounts {mount['name']}, which is no volume of it"


def _sources(cluster: Cluster, pod: Pod) -> Iterator[str]:
    maps = cluster.names("ConfigMap")
    wanted = [one["configMap"]["name"] for one in pod.spec.get("volumes", []) if "configMap" in one]
    wanted += [one["configMapRef"]["name"] for container in pod.containers for one in container.get("envFrom", [])]
    yield from (f"{pod.name} reads the map {name}, which is not there" for name in wanted if name not in maps)
    for volume in pod.spec.get("volumes", []):
        if "secret" in volume:
            known = cluster.secret_keys.get(volume["secret"]["secretName"], set())
            for key in sorted(set(pod.items(volume["name"])) - known):
                yield f"{pod.name} reads {key} of {volume['secret']['secretName']}, which nobody puts there"


def ingress_paths(ingress: Manifest) -> list[Manifest]:
    """The paths of all hosts."""
    return [path for rule in ingress["spec"]["rules"] for path in rule["http"]["paths"]]


def _said(one: Manifest) -> str:
    return f"{one['kind']} {one['metadata']['name']}"

"""Each rule is silent about a small sound cluster, and speaks up when one thing in it is wrong."""

from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from scripts.check_ops.kubernetes import build, environment, hardening, wiring
from scripts.check_ops.kubernetes.manifests import Cluster
from tasks import jobs

ROUTES = {"/health/live", "/health/startup", "/health/ready", "/api/v1/version", "/metrics"}
GRACE = {"web": 35.0}
SOUND = (Path(__file__).parent / "sound.yaml").read_text()
OWN_PODS = "selector: {matchLabels: {app.kubernetes.io/component: web}}\n  template"
SERVED = "spec: {selector: {app.kubernetes.io/component: web}"
MEANT = "minAvailable: 1, selector: {matchLabels: {app.kubernetes.io/component: web}"
RUN_AS = "runAsUser: 10001, seccompProfile: {type: RuntimeDefault}"
DROPPED = "capabilities: {drop: [ALL]}}\n          volumeMounts"


def findings(text: str) -> list[str]:
    """All that the rules say."""
    cluster = Cluster.read(text)
    plain = (
        *(wiring.old_clusters, wiring.selectors, wiring.scaled, wiring.ports, wiring.references, hardening.alone),
        *(hardening.resources, hardening.images, hardening.rights, hardening.isolation),
        *(environment.unknown_names, environment.unreadable_files, environment.refused),
    )
    found: list[Iterable[str]] = [rule(cluster) for rule in plain]
    found += [hardening.probes(cluster, ROUTES), hardening.endings(cluster, GRACE)]
    found.append(environment.passed_on(cluster, ROUTES))
    return [sentence for sentences in found for sentence in sentences]


class TestBackups:
    @pytest.mark.parametrize(
        ("given", "is_kept"),
        [("", False), ("BACKUP_URL: s3://elsewhere", True), ("BACKUP_AT: never", True), ("BACKUP_DIR: /data/b", False)],
    )
    def test_do_not_end_with_their_pod(self, given: str, is_kept: bool) -> None:
        worker, *_ = Cluster.read(SOUND.replace("component: web", "component: worker")).of_kind("Deployment")
        settings = {"kind": "ConfigMap", "metadata": {"name": "settings"}, "data": yaml.safe_load(given) or {}}
        assert bool(list(environment.backups_lost(Cluster((worker, settings))))) is not is_kept


class TestRules:
    def test_sound_cluster_is_passed_in_silence(self) -> None:
        assert findings(SOUND) == []

    @pytest.mark.parametrize(
        ("right", "wrong", "said"),
        [
            ("autoscaling/v2", "autoscaling/v2beta2", "which Kubernetes 1.23 does not serve"),
            (OWN_PODS, OWN_PODS.replace(": web", ": wbe"), "Deployment web does not select its own pods"),
            (SERVED, SERVED.replace(": web", ": wbe"), "Service ai-service selects no pod"),
            (MEANT, MEANT.replace(": web", ": wbe"), "PodDisruptionBudget budget selects no pod"),
            ("values: [web, worker]", "values: [worker]", "NetworkPolicy to-https selects no pod"),
            ("kind: Deployment, name: web", "kind: Deployment, name: wbe", "scales Deployment wbe"),
            (f"spec:\n  {OWN_PODS}", f"spec:\n  replicas: 3\n  {OWN_PODS}", "would take turns"),
            ("targetPort: http", "targetPort: https", "leads to port https, which web does not open"),
            ("port: {number: 80}", "port: {number: 8000}", "/health leads to ai-service, which has no such port"),
            ("ingress: [{ports: [{port: http}]}]", "ingress: [{ports: [{port: 80}]}]", "opens port 80"),
            ('prometheus.io/port: "8000"', 'prometheus.io/port: "9000"', "is scraped at port 9000"),
            ("configMapRef: {name: settings}", "configMapRef: {name: sets}", "reads the map sets, which is not there"),
            ("{secretKey: MODEL_SIGNING_KEY}", "{secretKey: OTHER}", "reads MODEL_SIGNING_KEY of secrets"),
            ("volumeMounts: [{name: secrets", "volumeMounts: [{name: other", "mounts other, which is no volume of it"),
            ("kind: ServiceAccount\nmetadata: {name: ai}", "kind: ServiceAccount\nmetadata: {name: b}", "runs as ai"),
            ("metadata: {name: answers}", "metadata: {name: other}", "is of the class answers, which is not there"),
            ("limits: {cpu: 1, memory: 2Gi}", "limits: {cpu: 1}", "web/app has no limits of memory"),
            ("requests: {cpu: 250m, memory: 512Mi}", "requests: {memory: 512Mi}", "web/app has no requests of cpu"),
            ("fineasy/ai-backend:1.0.0", "fineasy/ai-backend:latest", "fineasy/ai-backend:latest is no version"),
            ("fineasy/ai-backend:1.0.0", "fineasy/ai-backend", "fineasy/ai-backend is no version"),
            ("startupProbe: {httpGet", "other: {httpGet", "web/app has no startupProbe"),
            ("livenessProbe: {exec", "other: {exec", "beat/app has no livenessProbe"),
            ("path: /health/live", "path: /healthz", "asks /healthz, which is no call of ours"),
            ("/health/live, port: 8000", "/health/live, port: 80", "its livenessProbe asks port 80"),
            (RUN_AS, RUN_AS.replace("10001", "0"), "web/app lacks a user other than root"),
            (RUN_AS, RUN_AS.replace("RuntimeDefault", "Unconfined"), "lacks the runtime's filter of system calls"),
            ("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "lacks a root file system that is only"),
            ("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true", "lacks no way to more rights"),
            (DROPPED, DROPPED.replace("drop", "add"), "web/app lacks no capabilities"),
            ("ServiceAccountToken: false", "ServiceAccountToken: true", "lacks no token of the cluster"),
            ("PeriodSeconds: 45", "PeriodSeconds: 30", "web has 30 s to end, and may need 35 s"),
            ("policyTypes: [Ingress, Egress]", "policyTypes: [Ingress]", "No NetworkPolicy denies"),
            (", 169.254.0.0/16", "", "lets pods reach the cloud's metadata"),
            ("type: Recreate", "type: RollingUpdate", "one, and never two beside each other"),
            ("HOST: 0.0.0.0", "HOTS: 0.0.0.0", "web sets HOTS, which is no setting"),
            ("/run/secrets/REDIS_URL", "/run/secrets/REDIS", "names /run/secrets/REDIS, which no secret is mounted as"),
            ("HOST: 0.0.0.0", "DEBUG: 'true'", "web: DEBUG must be off in production"),
            ("path: /api,", "path: /ap,", "The ingress does not pass on /api/v1/version"),
            ("path: /api,", "path: /,", "The ingress shows /metrics to everybody"),
        ],
    )  # fmt: skip
    def test_one_thing_wrong_is_named(self, right: str, wrong: str, said: str) -> None:
        assert right in SOUND
        assert any(said in sentence for sentence in findings(SOUND.replace(right, wrong)))

    def test_refused_settings_are_told_without_the_secret(self) -> None:
        short = SOUND.replace("MODEL_SIGNING_KEY_FILE: /run/secrets/MODEL_SIGNING_KEY", "MODEL_SIGNING_KEY: tiny")
        assert [one for one in findings(short) if "MODEL_SIGNING_KEY" in one] != []
        assert not any("tiny" in one for one in findings(short))


class TestTimes:
    def test_grace_covers_every_job_that_a_person_waits_for(self) -> None:
        waited_for = [seconds for name, seconds in jobs.LONG.items() if not name.startswith(build.BEGUN_ANEW)]
        assert build.longest_job_seconds() > max(waited_for)
        assert build.longest_job_seconds() < max(jobs.LONG.values())

#!/usr/bin/env bash
# roll-out.sh MANIFESTS: what `kubectl kustomize OVERLAY` printed, brought into the cluster of the current context.
# First everything that pods stand on, then the schema, then the pods. Pods that do not become ready go back to what ran
# before; the schema stays, older code runs on it. Safe to repeat.
set -euo pipefail

manifests=${1:?usage: roll-out.sh MANIFESTS}
patience=${PATIENCE:-600s}
pods='web,worker,beat'

name_of() { # KIND: the name of the first manifest of this kind
    awk -v kind="kind: $1" '$0 == "---" { wanted = 0 } $0 == kind { wanted = 1 } wanted && /^  name: / { print $2; exit }' "$manifests"
}

namespace=$(name_of Namespace)
migration=$(name_of Job)
kubectl apply -f "$manifests" -l "app.kubernetes.io/component notin ($pods)"

echo "waiting for $migration"
state=''
for _ in $(seq "${MIGRATION_LOOKS:-180}"); do
    state=$(kubectl -n "$namespace" get job "$migration" -o 'jsonpath={.status.conditions[?(@.status=="True")].type}')
    case $state in
        *Complete*) break ;;
        *Failed*) break ;;
        *) sleep "${MIGRATION_PAUSE:-5}" ;;
    esac
done
if [[ $state != *Complete* ]]; then
    kubectl -n "$namespace" logs "job/$migration" --tail=50 || true
    echo "$migration did not end well; no pod was touched" >&2
    exit 1
fi

kubectl apply -f "$manifests"
for deployment in ai-backend ai-worker ai-beat; do
    if ! kubectl -n "$namespace" rollout status "deployment/$deployment" --timeout="$patience"; then
        echo "$deployment did not become ready; going back to what ran before" >&2
        for each in ai-backend ai-worker ai-beat; do
            kubectl -n "$namespace" rollout undo "deployment/$each" || true
        done
        exit 1
    fi
done
echo "$namespace runs the new version"

#!/usr/bin/env bash
# Runs a command on a plain host as the service runs: its settings, its user, its programs. Without one, a shell.
#   scripts/as_service.sh [COMMAND...]
# ENV_FILE names the settings (/etc/ai-backend/.env.production). They are read as systemd reads them: what stands behind
# a name is a value, whatever is in it, and never a command.
set -euo pipefail

cd "$(dirname "$0")/.."
settings=${ENV_FILE:-/etc/ai-backend/.env.production}

take() { # FILE: its names and values become ours
    local line value
    while IFS= read -r line || [ -n "$line" ]; do
        line=${line%$'\r'}
        [[ $line =~ ^[[:space:]]*([A-Za-z_][A-Za-z0-9_]*)=(.*[^[:space:]])?[[:space:]]*$ ]] || continue
        set -- "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
        value=$2
        [[ ! $2 =~ ^\"(.*)\"$ && ! $2 =~ ^\'(.*)\'$ ]] || value=${BASH_REMATCH[1]}
        export "$1=$value"
    done
}

[ -x .venv/bin/python ] || { echo "There is no .venv in $PWD: cd to the release or checkout that is meant." >&2; exit 1; }
[ -r "$settings" ] || { echo "$settings cannot be read: as root, or ENV_FILE=..." >&2; exit 1; }
take < "$settings"
[ ! -r release.env ] || take < release.env
export PATH="$PWD/.venv/bin:$PATH"
[ $# -gt 0 ] || set -- bash
owner=$(stat -c %U "${DATA_DIR:-.}" 2> /dev/null || id -un)
if [ "$EUID" = 0 ] && [ "$owner" != root ]; then # files that root leaves there are closed to the service
    export HOME=$DATA_DIR
    exec runuser -u "$owner" -- "$@"
fi
exec "$@"

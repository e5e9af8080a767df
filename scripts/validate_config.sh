#!/usr/bin/env bash
# Whether a server could run on these settings: `flask config validate`, also where they let no application start.
#   scripts/validate_config.sh [--security]
# Settings come from the environment, or with ENV_FILE=/etc/ai-backend/.env.production from that file.
# Ends with the class of the first failure: 1 variables, 3 database, 4 Redis, 5 keys, 6 mail, 7 security; 0 for none.
set -euo pipefail

cd "$(dirname "$0")/.."
if [ -n "${ENV_FILE:-}" ]; then
    set -a
    # shellcheck source=/dev/null
    . "$ENV_FILE"
    set +a
fi
exec .venv/bin/python -m app.runtime.settings validate "$@"

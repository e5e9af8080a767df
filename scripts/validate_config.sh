#!/usr/bin/env bash
# Whether a server could run on these settings: `flask config validate`, also where they let no application start.
#   scripts/validate_config.sh [--security]
# Settings come from the environment, or with ENV_FILE=/etc/ai-backend/.env.production from that file.
# Ends with the class of the first failure: 1 variables, 3 database, 4 Redis, 5 keys, 6 mail, 7 security; 0 for none.
set -euo pipefail

cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || { echo "There is no .venv here yet: python3 scripts/setup.py --worker --ocr" >&2; exit 1; }
[ -z "${ENV_FILE:-}" ] || exec scripts/as_service.sh python -m app.runtime.settings validate "$@"
exec .venv/bin/python -m app.runtime.settings validate "$@"

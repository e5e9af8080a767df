#!/usr/bin/env bash
# One look at what serves: status, health, logs, resources, calls. For cron: 0 all is well, 1 something is worse, 2 down.
#   scripts/monitor.sh [once|--follow] [--target compose|cluster|local]
# SMOKE_URL names the address at which it answers (http://127.0.0.1:8000), LOG_DIR the folder of its logs.
set -euo pipefail

cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || { echo "There is no .venv here yet: python3 scripts/setup.py --worker --ocr" >&2; exit 1; }
exec .venv/bin/python -m scripts.deployment monitor "$@"

#!/usr/bin/env bash
# Lets the release serve again that served before the present one, with the models of then. The schema stays: older code
# runs on it. Twice goes two releases back.
#   ENVIRONMENT=staging|production scripts/rollback.sh [--target compose|cluster|local] [--keep-models]
# Ends with 0 (serves), 1 (nothing to go back to), 2 (needs a person), 75 (another one is at work).
set -euo pipefail

cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || { echo "There is no .venv here yet: python3 scripts/setup.py --worker --ocr" >&2; exit 1; }
exec .venv/bin/python -m scripts.deployment rollback "$@"

#!/usr/bin/env bash
# Brings this checkout to where it serves, in nine steps, and back by itself when one of them fails (docs/deployment.md).
#   ENVIRONMENT=staging|production VERSION=1.4.0 scripts/deployment/deploy.sh [monitoring]
#     [--target compose|cluster|local] [--skip-backup] [--skip-tests] [--force] [--dry-run]
# Ends with 0 (serves), 1 (failed, what ran before serves), 2 (needs a person), 75 (another one is at work).
set -euo pipefail

cd "$(dirname "$0")/../.."
python=.venv/bin/python
[ -x "$python" ] || { echo "There is no .venv here yet: python3 scripts/setup.py --worker --ocr" >&2; exit 1; }
exec "$python" -m scripts.deployment deploy "$@"

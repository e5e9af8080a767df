#!/usr/bin/env bash
# Makes a backup and deletes those that have had their time (docs/backup.md); a worker does so each night by itself.
#   scripts/backup_ai_data.sh
# Settings come from the environment: BACKUP_DIR, BACKUP_KEY or BACKUP_KEY_FILE, BACKUP_URL, BACKUP_RETENTION_DAYS.
set -euo pipefail

cd "$(dirname "$0")/.."
[ -x .venv/bin/flask ] || { echo "There is no .venv here yet: python3 scripts/setup.py --worker --ocr" >&2; exit 1; }
PATH="$PWD/.venv/bin:$PATH"
flask --app wsgi backup create
flask --app wsgi backup prune

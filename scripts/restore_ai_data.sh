#!/usr/bin/env bash
# Brings a backup back (docs/backup.md): into an empty database, or with --force in place of what is there.
#   scripts/restore_ai_data.sh NAME [--force]     NAME: of `flask backup list`, or a file anywhere
set -euo pipefail

[ $# -ge 1 ] || { sed -n '2,3s/^# *//p' "$0" >&2; exit 2; }
if [ -f "$1" ]; then
    file=$(realpath "$1") # a path is meant from where the caller stands
    set -- "$file" "${@:2}"
fi
cd "$(dirname "$0")/.."
[ -x .venv/bin/flask ] || { echo "There is no .venv here yet: python3 scripts/setup.py --worker --ocr" >&2; exit 1; }
PATH="$PWD/.venv/bin:$PATH"
exec flask --app wsgi backup restore "$@"

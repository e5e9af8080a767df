#!/usr/bin/env bash
# The secrets of docker-compose.prod.yml, one file each. What it can make up it makes; the rest it leaves empty and names.
#   scripts/make_secrets.sh [FOLDER]     FOLDER: secrets
# What is there already is left as it is. The folder is closed to everybody else (mode 700); the files in it are not,
# since each container reads its own as a user of its own.
set -euo pipefail

folder=${1:-secrets}
here=$(cd "$(dirname "$0")" && pwd)
required=(DATABASE_URL)
optional=(DATABASE_DIRECT_URL SUPABASE_ANON_KEY SUPABASE_SERVICE_KEY JWT_SECRET_KEY STORAGE_ACCESS_KEY STORAGE_SECRET_KEY
    STORAGE_SESSION_TOKEN GST_API_KEY SMTP_PASSWORD SLACK_WEBHOOK pgbouncer_databases pgbouncer_users)

write() { # NAME: what comes in becomes the file, whole or not at all, unless there is one
    [ ! -s "$folder/$1" ] || { cat > /dev/null; return 0; }
    cat > "$folder/.$1.new"
    chmod 644 "$folder/.$1.new"
    mv -f "$folder/.$1.new" "$folder/$1"
}

mkdir -p "$folder"
chmod 700 "$folder"
openssl rand -hex 32 | sed 's/^/requirepass /' | write redis-auth.conf
password=$(cut -d' ' -f2 "$folder/redis-auth.conf")
printf 'redis://:%s@redis-broker:6379/0\n' "$password" | write REDIS_URL
printf 'redis://:%s@redis-cache:6379/0\n' "$password" | write REDIS_CACHE_URL
openssl rand -hex 32 | write MODEL_SIGNING_KEY
openssl rand -hex 32 | write AUDIT_ANCHOR_KEY
openssl rand -base64 32 | tr '+/' '-_' | write ENCRYPTION_KEY
openssl rand -hex 32 | write BLIND_INDEX_KEY
openssl rand -hex 32 | write BACKUP_KEY
openssl rand -hex 24 | write GRAFANA_PASSWORD
for name in "${required[@]}" "${optional[@]}"; do
    [ -e "$folder/$name" ] || write "$name" < /dev/null
done
[ -s "$folder/tls_key" ] || "$here/make_dev_cert.sh" "$folder" localhost
chmod 644 "$folder/tls_key"

for name in "${required[@]}"; do
    [ -s "$folder/$name" ] || echo "to be filled in: $folder/$name"
done
echo "keep a copy away from this machine, for what they sealed is lost with them: $folder/ENCRYPTION_KEY $folder/BACKUP_KEY"
for name in "${optional[@]}"; do
    [ -s "$folder/$name" ] || echo "empty, where it is wanted: $folder/$name"
done

#!/usr/bin/env bash
# A certificate of one's own for trying TLS out, valid for a year; browsers will warn of it. Runs again harmlessly.
#   scripts/make_dev_cert.sh [FOLDER [NAME...]]     FOLDER: secrets; NAME: localhost
# Writes FOLDER/tls_certificate and FOLDER/tls_key (mode 600), and leaves alone what still holds for a day.
set -euo pipefail

folder=${1:-secrets}
shift || true
names=("$@")
[ ${#names[@]} -gt 0 ] || names=(localhost)
command -v openssl > /dev/null || { echo "openssl is missing: sudo apt-get install openssl" >&2; exit 1; }

mkdir -p "$folder"
if [ -s "$folder/tls_key" ] && openssl x509 -in "$folder/tls_certificate" -noout -checkend 86400 > /dev/null 2>&1; then
    echo "$folder/tls_certificate still holds; delete it to have another made."
    exit 0
fi

umask 077
new=$(mktemp -d "$folder/.new-XXXXXX")
trap 'rm -rf "$new"' EXIT
alternatives="IP:127.0.0.1"
for name in "${names[@]}"; do alternatives+=",DNS:$name"; done
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 \
    -subj "/CN=${names[0]}" -addext "subjectAltName=$alternatives" -addext "basicConstraints=critical,CA:FALSE" \
    -addext "extendedKeyUsage=serverAuth" -keyout "$new/tls_key" -out "$new/tls_certificate" 2> "$new/said" \
    || { cat "$new/said" >&2; exit 1; }
chmod 644 "$new/tls_certificate"
mv -f "$new/tls_key" "$new/tls_certificate" "$folder/"
echo "$folder/tls_certificate and $folder/tls_key, for ${names[*]}"

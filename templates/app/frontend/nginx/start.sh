#!/bin/sh
# Writes the address of the API into the configuration and becomes nginx. Everything written goes to /tmp, so that this
# runs as any user on a read-only file system.
set -eu

if ! printf '%s' "$BACKEND_URL" | grep -Eq '^https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?/?$'; then
  echo "BACKEND_URL is \"$BACKEND_URL\" and must look like http://backend:8000." >&2
  exit 1
fi

# nginx looks the name up once and ends when it does not resolve, which happens while a cluster is starting again and its
# DNS is not back yet. Waiting here spares the pod a growing back-off; after a minute nginx itself says what is wrong.
host=$(printf '%s' "$BACKEND_URL" | sed -E 's|^https?://||; s|[:/].*$||')
tries=0
until getent hosts "$host" > /dev/null || [ "$tries" -ge 60 ]; do
  [ "$tries" -gt 0 ] || echo "waiting until \"$host\" resolves" >&2
  tries=$((tries + 1))
  sleep 1
done
version=$(printf '%s' "${APP_VERSION:-}" | tr -cd 'A-Za-z0-9._+-')
https_only=false
[ "${HTTPS_ONLY:-}" != true ] || https_only=true
sed "s|@BACKEND_URL@|${BACKEND_URL%/}|; s|@VERSION@|$version|; s|@HTTPS_ONLY@|$https_only|" /app/nginx.conf > /tmp/nginx.conf
exec nginx -e /dev/stderr -c /tmp/nginx.conf -g 'daemon off;'

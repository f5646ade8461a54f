#!/bin/sh
# Writes the address of the API into the configuration and becomes nginx. Everything written goes to /tmp, so that this
# runs as any user on a read-only file system.
set -eu

if ! printf '%s' "$BACKEND_URL" | grep -Eq '^https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?/?$'; then
  echo "BACKEND_URL is \"$BACKEND_URL\" and must look like http://backend:8000." >&2
  exit 1
fi
sed "s|@BACKEND_URL@|${BACKEND_URL%/}|" /app/nginx.conf > /tmp/nginx.conf
exec nginx -e /dev/stderr -c /tmp/nginx.conf -g 'daemon off;'

#!/bin/sh
# One-shot job: the namespace with its retention, and our typed search attributes.
# Safe to run again: what is there is kept. The server comes as TEMPORAL_ADDRESS.
set -eu

namespace=${TEMPORAL_NAMESPACE:-default}

# The server listens a little before it is healthy.
attempts=0
until temporal operator cluster health >/dev/null 2>&1; do
  attempts=$((attempts + 1))
  if [ "$attempts" -ge 60 ]; then
    echo "Temporal at $TEMPORAL_ADDRESS did not become healthy" >&2
    exit 1
  fi
  sleep 1
done

if temporal operator namespace describe --namespace "$namespace" >/dev/null 2>&1; then
  temporal operator namespace update --namespace "$namespace" --retention "$NAMESPACE_RETENTION"
else
  temporal operator namespace create --namespace "$namespace" --retention "$NAMESPACE_RETENTION"
fi

# A new namespace takes a moment to reach the server's caches.
for pair in $SEARCH_ATTRIBUTES; do
  attempts=0
  until temporal operator search-attribute create --namespace "$namespace" \
    --name "${pair%%=*}" --type "${pair#*=}"; do
    attempts=$((attempts + 1))
    [ "$attempts" -lt 30 ] || exit 1
    sleep 1
  done
done
echo "Namespace $namespace is ready"

#!/usr/bin/env bash
# Copies the newest complete checkpoint to S3. A checkpoint is complete when its _metadata file is there, which Flink writes
# last; it is packed into one object, so that a copy is either there or not.
set -euo pipefail
checkpoints=/var/lib/trailwatch/checkpoints
newest=$(find "$checkpoints" -name _metadata -printf '%T@ %h\n' 2>/dev/null | sort -n | tail -n 1 | cut -d' ' -f2-)
[ -n "$newest" ] || exit 0
marker=/var/lib/trailwatch/copied
[ "$(cat "$marker" 2>/dev/null)" = "$newest" ] && exit 0
tar --create --gzip --directory "$checkpoints" "${newest#"$checkpoints"/}" |
  aws s3 cp --only-show-errors - "s3://$TRAILWATCH_BUCKET/checkpoints/newest.tar.gz"
echo "$newest" >"$marker"

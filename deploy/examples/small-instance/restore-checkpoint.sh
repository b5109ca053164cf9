#!/usr/bin/env bash
# On a new machine, with no checkpoint on its disk, fetches the copy from S3; everywhere else does nothing.
set -euo pipefail
checkpoints=/var/lib/trailwatch/checkpoints
mkdir -p "$checkpoints"
[ -z "$(find "$checkpoints" -name _metadata -print -quit)" ] || exit 0
aws s3api head-object --bucket "$TRAILWATCH_BUCKET" --key checkpoints/newest.tar.gz >/dev/null 2>&1 || exit 0
aws s3 cp --only-show-errors "s3://$TRAILWATCH_BUCKET/checkpoints/newest.tar.gz" - | tar --extract --gzip --directory "$checkpoints"

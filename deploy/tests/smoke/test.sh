#!/usr/bin/env bash
# Runs smoke.sh against a stand-in of the AWS CLI: what it puts, what it waits for, what it leaves behind.
set -uo pipefail
cd "$(dirname "$0")" || exit 3
calls=$(mktemp)
trap 'rm -f "$calls"' EXIT
export PATH=$PWD:$PATH TRAILWATCH_STAND_IN_CALLS=$calls TRAILWATCH_SMOKE_SECONDS=2

smoke() { # smoke ALARM EXPECTED-CODE: what the stand-in answers, how smoke.sh must end
  : >"$calls"
  TRAILWATCH_STAND_IN_ALARM=$1 ../../smoke.sh /aws/cloudtrail/audit arn:aws:sns:eu-central-1:111122223333:security 2>/dev/null
  local code=$?
  [ $code -eq "$2" ] || { echo "with the alarm \"$1\" smoke.sh ended with $code, not $2"; exit 1; }
}
expect() { # expect WHAT REGEX: a call that must have been made
  grep -qE "$2" "$calls" || { echo "smoke.sh didn't $1"; cat "$calls"; exit 1; }
}

smoke 'root.write' 0
expect 'put the test event' '^logs put-log-events --log-group-name /aws/cloudtrail/audit .*\\"type\\":\\"Root\\".*CreateAccessKey'
expect 'let the topic alone fill the queue' '^sqs create-queue .*aws:SourceArn.*arn:aws:sns:eu-central-1:111122223333:security'
expect 'remove the subscription' '^sns unsubscribe'
expect 'remove the queue' '^sqs delete-queue'
smoke 'root.write [@account=111122223333]' 0 # the engine's, one for each account
smoke 'security-root.write' 0                # CloudWatch's own, with a prefix
smoke 'something.else' 1
smoke '' 1
expect 'remove the queue when no alarm came' '^sqs delete-queue'
echo 'smoke.sh does what it says'

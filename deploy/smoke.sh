#!/usr/bin/env bash
# Proves a deployed path from end to end, in minutes: puts one test event into the trail's log group and waits for the alarm in
# a queue of its own, which it makes and removes again.
#
#   deploy/smoke.sh LOG_GROUP TOPIC_ARN [ALARM]
#
# LOG_GROUP   the trail's log group (output log_group_name)
# TOPIC_ARN   the topic that the alarm tells (output topic_arn)
# ALARM       the alarm to wait for; root.write where left out
#
# The event is a CloudTrail record of the root user's, with an eventID and a user agent that say it is a test. Works with the
# engine (an alarm within seconds) as with CloudWatch's own alarms (a period and a minute). Needs the AWS CLI, jq, and the rights
# to put log events, to make a queue and to subscribe it. Ends with 0 when the alarm came, 1 when not, 3 when it couldn't try.
set -euo pipefail

log_group=${1:?usage: deploy/smoke.sh LOG_GROUP TOPIC_ARN [ALARM]}
topic=${2:?usage: deploy/smoke.sh LOG_GROUP TOPIC_ARN [ALARM]}
alarm=${3:-root.write}
wait_seconds=${TRAILWATCH_SMOKE_SECONDS:-900}
for tool in aws jq; do command -v "$tool" >/dev/null || { echo "$tool is not on the PATH" >&2; exit 3; }; done

account=$(aws sts get-caller-identity --query Account --output text) || exit 3
region=$(cut -d: -f4 <<<"$topic")
export AWS_REGION=$region
run=$(date -u +%Y%m%dT%H%M%S)-$$
name=trailwatch-smoke-$run
queue= subscription=
clean_up() {
  [ -z "$subscription" ] || aws sns unsubscribe --subscription-arn "$subscription" || true
  [ -z "$queue" ] || aws sqs delete-queue --queue-url "$queue" || true
  aws logs delete-log-stream --log-group-name "$log_group" --log-stream-name "$name" 2>/dev/null || true
}
trap clean_up EXIT

# The queue: only the topic may fill it. It is encrypted by SQS itself, so that no key's policy has to know it.
queue_arn=arn:aws:sqs:$region:$account:$name
policy=$(jq -cn --arg queue "$queue_arn" --arg topic "$topic" '{Version: "2012-10-17", Statement: [{Effect: "Allow",
  Principal: {Service: "sns.amazonaws.com"}, Action: "sqs:SendMessage", Resource: $queue,
  Condition: {ArnEquals: {"aws:SourceArn": $topic}}}]}')
queue=$(aws sqs create-queue --queue-name "$name" --query QueueUrl --output text \
  --attributes "$(jq -cn --arg policy "$policy" '{Policy: $policy, MessageRetentionPeriod: "3600", SqsManagedSseEnabled: "true"}')") || exit 3
subscription=$(aws sns subscribe --topic-arn "$topic" --protocol sqs --notification-endpoint "$queue_arn" \
  --return-subscription-arn --query SubscriptionArn --output text) || exit 3

# The event, of now. recipientAccountId is this account, everything else says test.
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
event=$(jq -cn --arg account "$account" --arg region "$region" --arg now "$now" --arg run "$run" '{
  eventVersion: "1.09", userIdentity: {type: "Root", principalId: $account, arn: ("arn:aws:iam::" + $account + ":root"), accountId: $account},
  eventTime: $now, eventSource: "iam.amazonaws.com", eventName: "CreateAccessKey", awsRegion: $region, sourceIPAddress: "192.0.2.1",
  userAgent: "trailwatch-smoke", requestParameters: null, responseElements: null, requestID: ("smoke-" + $run), eventID: ("smoke-" + $run),
  readOnly: false, eventType: "AwsApiCall", managementEvent: true, recipientAccountId: $account, eventCategory: "Management"}')
aws logs create-log-stream --log-group-name "$log_group" --log-stream-name "$name" || exit 3
aws logs put-log-events --log-group-name "$log_group" --log-stream-name "$name" \
  --log-events "$(jq -cn --arg message "$event" --argjson time "$(date +%s)000" '[{timestamp: $time, message: $message}]')" >/dev/null || exit 3
echo "put the test event smoke-$run into $log_group; waiting up to $wait_seconds s for $alarm" >&2

started=$SECONDS
while [ $((SECONDS - started)) -lt "$wait_seconds" ]; do
  answer=$(aws sqs receive-message --queue-url "$queue" --wait-time-seconds 20 --max-number-of-messages 10 --output json)
  [ -n "$answer" ] || continue
  found=$(jq -r --arg alarm "$alarm" '[.Messages[]?.Body | fromjson | .Message | fromjson?
    | select((.AlarmName // "") | startswith($alarm) or endswith("-" + $alarm)) | select(.NewStateValue == "ALARM") | .AlarmName] | first // empty' <<<"$answer")
  if [ -n "$found" ]; then
    echo "the alarm $found came after $((SECONDS - started)) s"
    exit 0
  fi
done
echo "no ALARM of $alarm within $wait_seconds s" >&2
echo "look at: the subscription filter of $log_group; the application's log; the alarm's actions; the topic's policy" >&2
exit 1

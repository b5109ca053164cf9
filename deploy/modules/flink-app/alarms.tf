# Alarms on the engine itself, by CloudWatch, which doesn't depend on it.
locals {
  stream_name = split("/", var.stream_arn)[1]

  # Where the engine is dead nothing reports, so a sign of life that is missing is breaching.
  liveness_alarms = {
    heartbeat = {
      description         = "Trailwatch gives no sign of life: no alarm of any rule would come. See the application's log and its last snapshot."
      metric_name         = "heartbeat"
      statistic           = "SampleCount"
      comparison_operator = "LessThanThreshold"
      threshold           = 1
      evaluation_periods  = 5
      treat_missing_data  = "breaching"
    }
    restarting = {
      description         = "The job has failed and is being restarted; alarms come late until it stands."
      metric_name         = "downtime"
      statistic           = "Maximum"
      comparison_operator = "GreaterThanThreshold"
      threshold           = 0
      evaluation_periods  = 3
      treat_missing_data  = "notBreaching"
    }
  }

  # The service reports a counter's total since the job's start: what matters is that it grew.
  growth_alarms = {
    notifications-failed = {
      description = "Notifications were refused for good and put to the dead letters: somebody was not told."
      metric_name = "notificationsFailed"
    }
    rules-rejected = {
      description = "A changed rule file was refused; the last good set stays in force. The log names file and line."
      metric_name = "ruleReloadsRejected"
    }
    undecodable = {
      description = "Records could not be read and were put to the dead letters: events may be missing from the alarms."
      metric_name = "recordsUndecodable"
    }
    checkpoints-failed = {
      description = "The job can't save its state: after a failure it would go back further and tell things again."
      metric_name = "numberOfFailedCheckpoints"
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "liveness" {
  for_each            = local.liveness_alarms
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = "AWS/KinesisAnalytics"
  metric_name         = each.value.metric_name
  dimensions          = { Application = var.name }
  statistic           = each.value.statistic
  period              = 60
  evaluation_periods  = each.value.evaluation_periods
  comparison_operator = each.value.comparison_operator
  threshold           = each.value.threshold
  treat_missing_data  = each.value.treat_missing_data
  alarm_actions       = [var.health_topic_arn]
  ok_actions          = [var.health_topic_arn]
  tags                = var.tags
}

resource "aws_cloudwatch_metric_alarm" "growth" {
  for_each            = local.growth_alarms
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.health_topic_arn]
  ok_actions          = [var.health_topic_arn]
  tags                = var.tags

  metric_query {
    id          = "growth"
    expression  = "DIFF(total)"
    label       = each.value.metric_name
    return_data = true
  }

  metric_query {
    id = "total"

    metric {
      namespace   = "AWS/KinesisAnalytics"
      metric_name = each.value.metric_name
      dimensions  = { Application = var.name }
      period      = 60
      stat        = "Maximum"
    }
  }
}

# The stream's own measure of how old the oldest unread record is, in milliseconds.
resource "aws_cloudwatch_metric_alarm" "lag" {
  alarm_name          = "${var.name}-lag"
  alarm_description   = "Trailwatch reads the stream too slowly: alarms come late. More parallelism, or look for a restart loop."
  namespace           = "AWS/Kinesis"
  metric_name         = "GetRecords.IteratorAgeMilliseconds"
  dimensions          = { StreamName = local.stream_name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.max_lag_seconds * 1000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.health_topic_arn]
  ok_actions          = [var.health_topic_arn]
  tags                = var.tags
}

# One metric filter for each rule, and its alarms.
locals {
  # An alarm without actions of its own tells the topic of its rule's severity, else the default one.
  fallback = { for name, rule in local.native : name => [
    for topic in [rule.severity, "default"] : topic if contains(keys(var.topic_arns), topic)
  ] }

  alarms = merge([for name, rule in local.native : { for alarm in rule.alarms : alarm.alarm_name => {
    rule           = name
    description    = try(alarm.alarm_description, rule.description)
    metric         = rule.metric
    settings       = alarm
    alarm_topics   = try(alarm.alarm_actions, slice(local.fallback[name], 0, min(1, length(local.fallback[name]))))
    ok_topics      = try(alarm.ok_actions, [])
    no_data_topics = try(alarm.insufficient_data_actions, [])
  } }]...)
}

resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each       = local.native
  name           = each.key
  log_group_name = var.log_group_name
  pattern        = each.value.pattern

  metric_transformation {
    namespace     = each.value.metric.namespace
    name          = each.value.metric.name
    value         = tostring(each.value.metric.value)
    default_value = try(tostring(each.value.metric.default_value), null)
    unit          = try(each.value.metric.unit, null)
    dimensions    = try(each.value.metric.dimensions, null)
  }

  depends_on = [terraform_data.limits]
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each            = local.alarms
  alarm_name          = "${var.alarm_name_prefix}${each.key}"
  alarm_description   = each.value.description == null ? null : substr(trimspace(each.value.description), 0, 1024)
  namespace           = each.value.metric.namespace
  metric_name         = each.value.metric.name
  statistic           = can(each.value.settings.extended_statistic) ? null : each.value.settings.statistic
  extended_statistic  = try(each.value.settings.extended_statistic, null)
  period              = each.value.settings.period
  evaluation_periods  = each.value.settings.evaluation_periods
  datapoints_to_alarm = try(each.value.settings.datapoints_to_alarm, null)
  comparison_operator = each.value.settings.comparison_operator
  threshold           = each.value.settings.threshold
  treat_missing_data  = each.value.settings.treat_missing_data
  actions_enabled     = try(each.value.settings.actions_enabled, true)
  tags                = var.tags

  # A topic that is missing has been refused by then, with its name and the rule's (limits.tf).
  alarm_actions             = [for topic in each.value.alarm_topics : var.topic_arns[topic] if contains(keys(var.topic_arns), topic)]
  ok_actions                = [for topic in each.value.ok_topics : var.topic_arns[topic] if contains(keys(var.topic_arns), topic)]
  insufficient_data_actions = [for topic in each.value.no_data_topics : var.topic_arns[topic] if contains(keys(var.topic_arns), topic)]

  depends_on = [aws_cloudwatch_log_metric_filter.this]
}

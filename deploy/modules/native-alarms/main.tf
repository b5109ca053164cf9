# One metric filter for each rule, and its alarms.
locals {
  planned = merge(concat(
    [for name, rule in local.native : { for alarm in local.alarms[name] : alarm.alarm_name => {
      rule = name, metric = rule.metric, settings = alarm
    } }],
    [for name, same in local.native_standalone : { for alarm in local.alarms[name] : alarm.alarm_name => {
      rule = name, metric = same[0].metric, settings = alarm
    } }],
  )...)

  # An alarm without any action of its own tells the topic of its severity, else the default one, of ALARM and of OK.
  silent = { for key, alarm in local.planned : key => length(concat(
    try(alarm.settings.alarm_actions, []), try(alarm.settings.ok_actions, []), try(alarm.settings.insufficient_data_actions, []),
  )) == 0 }
  fallback = { for key, alarm in local.planned : key => [
    for topic in(contains(keys(var.topic_arns), local.effective[alarm.rule].severity) ? [local.effective[alarm.rule].severity] : ["default"]) : topic
    if local.silent[key]
  ] }
  alarm_topics = { for key, alarm in local.planned : key => concat(local.fallback[key], try(alarm.settings.alarm_actions, [])) }
  ok_topics    = { for key, alarm in local.planned : key => concat(local.fallback[key], try(alarm.settings.ok_actions, [])) }
  data_topics  = { for key, alarm in local.planned : key => try(alarm.settings.insufficient_data_actions, []) }

  # What the engine and AWS take as text.
  descriptions = { for key, alarm in local.planned : key => try(alarm.settings.alarm_description, local.effective[alarm.rule].description) }
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
  for_each            = local.planned
  alarm_name          = "${var.alarm_name_prefix}${each.key}"
  alarm_description   = local.descriptions[each.key] == null ? null : substr(trimspace(local.descriptions[each.key]), 0, 1024)
  namespace           = each.value.metric.namespace
  metric_name         = each.value.metric.name
  statistic           = try(each.value.settings.extended_statistic, null) == null ? try(coalesce(each.value.settings.statistic), "Sum") : null
  extended_statistic  = try(each.value.settings.extended_statistic, null)
  period              = each.value.settings.period
  evaluation_periods  = each.value.settings.evaluation_periods
  datapoints_to_alarm = try(each.value.settings.datapoints_to_alarm, null)
  comparison_operator = each.value.settings.comparison_operator
  threshold           = each.value.settings.threshold
  treat_missing_data  = each.value.settings.treat_missing_data
  actions_enabled     = try(each.value.settings.actions_enabled, true)
  tags                = var.tags

  evaluate_low_sample_count_percentiles = try(each.value.settings.evaluate_low_sample_count_percentiles, null)

  # A topic that is missing has been refused by then, with its name and the rule's (limits.tf).
  alarm_actions             = [for topic in local.alarm_topics[each.key] : var.topic_arns[topic] if contains(keys(var.topic_arns), topic)]
  ok_actions                = [for topic in local.ok_topics[each.key] : var.topic_arns[topic] if contains(keys(var.topic_arns), topic)]
  insufficient_data_actions = [for topic in local.data_topics[each.key] : var.topic_arns[topic] if contains(keys(var.topic_arns), topic)]

  depends_on = [aws_cloudwatch_log_metric_filter.this]
}

output "filter_names" {
  description = "Names of the metric filters: one for each rule that was taken."
  value       = sort([for filter in aws_cloudwatch_log_metric_filter.this : filter.name])
}

output "alarm_arns" {
  description = "ARN of each alarm by its name without the prefix."
  value       = { for name, alarm in aws_cloudwatch_metric_alarm.this : name => alarm.arn }
}

output "not_native" {
  description = "The reason for each rule that has no metric filter, by its name."
  value       = local.not_native
}

output "differences" {
  description = "What the engine would do for a rule and its CloudWatch alarms don't, by the rule's name; rules without such are left out."
  value       = { for name, list in local.differences : name => list if length(list) > 0 }
}

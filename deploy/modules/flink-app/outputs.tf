output "application_arn" {
  description = "ARN of the application."
  value       = aws_kinesisanalyticsv2_application.this.arn
}

output "application_properties" {
  description = "The job's configuration as JSON, in the form of application_properties.json: the same file runs it locally with --config."
  value       = jsonencode(local.application_properties)
}

output "rules_uri" {
  description = "Where the job looks for rules: a file put there is in force some seconds later."
  value       = local.rules_uri
}

output "dead_letter_uri" {
  description = "Where the job puts records it could not decode."
  value       = local.dead_letter_uri
}

output "role_arn" {
  description = "ARN of the job's role."
  value       = aws_iam_role.job.arn
}

output "log_group_name" {
  description = "Name of the application's own log group."
  value       = aws_cloudwatch_log_group.job.name
}

output "dashboard_name" {
  description = "Name of the dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}

output "alarm_names" {
  description = "Names of the alarms on the engine itself."
  value = sort(concat(
    [for alarm in aws_cloudwatch_metric_alarm.liveness : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.growth : alarm.alarm_name],
    [aws_cloudwatch_metric_alarm.lag.alarm_name],
  ))
}

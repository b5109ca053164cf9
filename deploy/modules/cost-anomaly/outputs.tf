output "monitor_arn" {
  description = "ARN of the monitor: the one that was given or the one that was made."
  value       = local.make_monitor ? aws_ce_anomaly_monitor.services[0].arn : var.existing_monitor_arn
}

output "subscription_arn" {
  description = "ARN of the subscription."
  value       = aws_ce_anomaly_subscription.this.arn
}

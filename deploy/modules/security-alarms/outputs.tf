output "trail_arn" {
  description = "ARN of the trail."
  value       = module.trail.trail_arn
}

output "log_group_name" {
  description = "Name of the log group: the input of stream, when the engine is to follow."
  value       = module.trail.log_group_name
}

output "topic_arns" {
  description = "ARN of each topic by the name that rules use for it."
  value       = module.alerts.topic_arns
}

output "alarm_arns" {
  description = "ARN of each alarm by its name without the prefix."
  value       = module.native_alarms.alarm_arns
}

output "not_native" {
  description = "The reason for each rule that has no alarm here, by its name."
  value       = module.native_alarms.not_native
}

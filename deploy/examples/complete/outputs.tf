output "dashboard" {
  description = "Name of the engine's dashboard."
  value       = module.engine.dashboard_name
}

output "rules_uri" {
  description = "Where a changed rule file is put to be in force some seconds later."
  value       = module.engine.rules_uri
}

output "log_group_name" {
  description = "The trail's log group: the first argument of deploy/smoke.sh."
  value       = module.trail.log_group_name
}

output "topic_arn" {
  description = "The engine's topic: the second argument of deploy/smoke.sh."
  value       = module.alerts.topic_arn
}

output "application_properties" {
  description = "The job's configuration."
  value       = module.engine.application_properties
}

output "not_native" {
  description = "The reason for each rule that is no audit twin."
  value       = module.audit_twins.not_native
}

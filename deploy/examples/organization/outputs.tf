output "application_properties" {
  description = "The job's configuration."
  value       = module.engine.application_properties
}

output "trail_arn" {
  description = "ARN of the organization's trail."
  value       = module.trail.trail_arn
}

output "alarms" {
  description = "Names of the alarms."
  value       = keys(module.security_alerts.alarm_arns)
}

output "not_native" {
  description = "The reason for each rule that only the engine could run."
  value       = module.security_alerts.not_native
}

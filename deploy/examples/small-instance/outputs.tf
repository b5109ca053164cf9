output "instance_id" {
  description = "Id of the instance: aws ssm start-session --target ID."
  value       = aws_instance.engine.id
}

output "rules_uri" {
  description = "Where a changed rule file is put to be in force some seconds later."
  value       = "s3://${aws_s3_bucket.engine.id}/rules/"
}

output "application_properties" {
  description = "The job's configuration."
  value       = jsonencode(local.application_properties)
}

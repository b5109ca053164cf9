output "rule_arns" {
  description = "ARN of each rule by its name."
  value       = { for name, rule in aws_config_config_rule.this : name => rule.arn }
}

output "conformance_pack_arns" {
  description = "ARN of each conformance pack by its name."
  value       = { for name, pack in aws_config_conformance_pack.this : name => pack.arn }
}

output "recorder_name" {
  description = "Name of the recorder; null where somebody else's records."
  value       = one(aws_config_configuration_recorder.this[*].name)
}

output "bucket_name" {
  description = "Name of the bucket that takes the deliveries; null without a recorder of ours."
  value       = one(aws_s3_bucket.config[*].id)
}

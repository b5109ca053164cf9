output "trail_arn" {
  description = "ARN of the trail."
  value       = aws_cloudtrail.this.arn
}

output "bucket_name" {
  description = "Name of the bucket that keeps the trail."
  value       = aws_s3_bucket.trail.bucket
}

output "log_group_name" {
  description = "Name of the log group: the input of native-alarms and of stream."
  value       = aws_cloudwatch_log_group.trail.name
}

output "log_group_arn" {
  description = "ARN of the log group, without :* behind it."
  value       = aws_cloudwatch_log_group.trail.arn
}

output "kms_key_arn" {
  description = "ARN of the key that encrypts the bucket and the log group; readers of the archive need kms:Decrypt on it."
  value       = aws_kms_key.trail.arn
}

output "delivery_role_arn" {
  description = "ARN of the role that CloudTrail assumes to write to the log group."
  value       = aws_iam_role.delivery.arn
}

output "stream_arn" {
  description = "ARN of the stream: the input of flink-app."
  value       = aws_kinesis_stream.this.arn
}

output "stream_name" {
  description = "Name of the stream."
  value       = aws_kinesis_stream.this.name
}

output "kms_key_arn" {
  description = "ARN of the key that encrypts the stream; a reader needs kms:Decrypt on it."
  value       = local.kms_key_arn
}

output "destination_arn" {
  description = "ARN that another account's subscription filter names as its destination_arn; null without source accounts."
  value       = one(aws_cloudwatch_log_destination.this[*].arn)
}

output "subscription_role_arn" {
  description = "ARN of the role that CloudWatch Logs assumes to put records."
  value       = aws_iam_role.subscription.arn
}

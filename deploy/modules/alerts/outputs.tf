output "topic_arn" {
  description = "ARN of the one topic that the engine publishes to."
  value       = aws_sns_topic.this["default"].arn

  # Whoever gets the ARN may publish at once, so the policy must stand.
  depends_on = [aws_sns_topic_policy.this]
}

output "topic_arns" {
  description = "ARN of each topic by the name that rules use for it: default, health, the severities and audit as far as asked for. The input of flink-app and native-alarms."
  value       = { for key, topic in aws_sns_topic.this : key => topic.arn }

  depends_on = [aws_sns_topic_policy.this]
}

output "health_topic_arn" {
  description = "ARN of the topic for the engine's own alarms."
  value       = aws_sns_topic.this["health"].arn

  depends_on = [aws_sns_topic_policy.this]
}

output "kms_key_arn" {
  description = "ARN of the key of the topics; a publisher needs kms:GenerateDataKey and kms:Decrypt on it."
  value       = aws_kms_key.alerts.arn
}

output "audit_queue_url" {
  description = "URL of the audit twins' queue; null without audit_topic."
  value       = one(aws_sqs_queue.audit[*].url)
}

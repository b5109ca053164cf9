resource "aws_chatbot_slack_channel_configuration" "this" {
  count                 = var.slack == null ? 0 : 1
  configuration_name    = var.name
  slack_team_id         = var.slack.team_id
  slack_channel_id      = var.slack.channel_id
  iam_role_arn          = aws_iam_role.slack[0].arn
  guardrail_policy_arns = ["arn:${local.partition}:iam::aws:policy/CloudWatchReadOnlyAccess"]
  logging_level         = "ERROR"
  tags                  = var.tags

  # By severity where there are topics for it, so that the channel is not told twice.
  sns_topic_arns = [for topic in(var.severity_topics ? local.severities : ["default"]) : local.topic_arns[topic]]

  depends_on = [aws_sns_topic_policy.this]
}

# Assumed by AWS Chatbot for whoever types a command in the channel. It may do nothing: the channel only listens.
resource "aws_iam_role" "slack" {
  count = var.slack == null ? 0 : 1
  name  = "${var.name}-slack"
  tags  = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ChatbotAssumesIt"
      Effect    = "Allow"
      Principal = { Service = "chatbot.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    }]
  })
}

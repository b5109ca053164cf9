locals {
  # Each subscription listens to the one topic with a filter on the engine's message attributes; where there are topics by
  # severity (native alarms, which have no attributes) also to those it wants, without a filter; and to health if it says so.
  by_topic = merge([
    for name, s in var.subscriptions : merge(
      { "${name}/default" = merge(s, { topic = "default" }) },
      var.severity_topics ? {
        for severity in local.severities : "${name}/${severity}" => merge(s, { topic = severity })
        if length(s.severities) == 0 || contains(s.severities, severity)
      } : {},
      s.health ? { "${name}/health" = merge(s, { topic = "health" }) } : {},
    )
  ]...)

  # The one topic is filtered by the engine's attributes: a message without them (a cost alert) goes to whoever asked for no
  # filter. The topics by severity are filtered by the message itself, since CloudWatch's own alarms have no attributes.
  filters = {
    for key, s in local.by_topic : key => (
      s.topic == "default" ? {
        scope = "MessageAttributes"
        policy = merge(
          length(s.severities) == 0 ? {} : { severity = sort(s.severities) },
          length(s.states) == 0 ? {} : { state = sort(s.states) },
        )
        } : {
        scope  = "MessageBody"
        policy = length(s.states) == 0 || s.topic == "health" ? {} : { NewStateValue = sort(s.states) }
      }
    )
  }
}

resource "aws_sns_topic_subscription" "this" {
  for_each  = local.by_topic
  topic_arn = aws_sns_topic.this[each.value.topic].arn
  protocol  = each.value.protocol
  endpoint  = each.value.endpoint

  filter_policy       = length(local.filters[each.key].policy) > 0 ? jsonencode(local.filters[each.key].policy) : null
  filter_policy_scope = length(local.filters[each.key].policy) > 0 ? local.filters[each.key].scope : null

  # PagerDuty and its like confirm by themselves, after a moment.
  confirmation_timeout_in_minutes = each.value.protocol == "https" ? 5 : null
  endpoint_auto_confirms          = each.value.protocol == "https" ? true : null
}

# SNS must be allowed to call each subscribed function.
resource "aws_lambda_permission" "this" {
  for_each      = { for key, s in local.by_topic : key => s if s.protocol == "lambda" }
  statement_id  = "${var.name}-${replace(each.key, "/", "-")}"
  action        = "lambda:InvokeFunction"
  function_name = each.value.endpoint
  principal     = "sns.amazonaws.com"
  source_arn    = local.topic_arns[each.value.topic]
}

# The audit twins' subscriber. Auditors ask that the topic of an alarm has one; nobody has to read it.
resource "aws_sqs_queue" "audit" {
  count                             = var.audit_topic ? 1 : 0
  name                              = "${var.name}-audit"
  message_retention_seconds         = 1209600
  kms_master_key_id                 = aws_kms_key.alerts.key_id
  kms_data_key_reuse_period_seconds = 3600
  tags                              = var.tags
}

resource "aws_sqs_queue_policy" "audit" {
  count     = var.audit_topic ? 1 : 0
  queue_url = aws_sqs_queue.audit[0].url

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TheAuditTopicFillsIt"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-audit"
        Condition = { ArnEquals = { "aws:SourceArn" = local.topic_arns["audit"] } }
      },
      {
        Sid       = "NothingWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        # A denial is widest with a star: every action, by everybody, on this queue.
        Action    = "sqs:*"
        Resource  = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-audit"
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "audit" {
  count     = var.audit_topic ? 1 : 0
  topic_arn = aws_sns_topic.this["audit"].arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.audit[0].arn
}

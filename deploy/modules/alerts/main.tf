data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  partition  = data.aws_partition.current.partition
  account_id = data.aws_caller_identity.current.account_id
  region     = data.aws_region.current.id
  severities = ["critical", "high", "medium", "low", "info"]

  # Topic by the name that rules use for it (alarm_actions, ok_actions), and by which flink-app and native-alarms know it.
  topics = merge(
    { default = var.name, health = "${var.name}-health" },
    var.severity_topics ? { for severity in local.severities : severity => "${var.name}-${severity}" } : {},
    var.audit_topic ? { audit = "${var.name}-audit" } : {},
  )
  topic_arns = { for key, name in local.topics : key => "arn:${local.partition}:sns:${local.region}:${local.account_id}:${name}" }
}

resource "aws_sns_topic" "this" {
  for_each          = local.topics
  name              = each.value
  kms_master_key_id = aws_kms_key.alerts.key_id
  signature_version = 2
  tags              = var.tags
}

resource "aws_sns_topic_policy" "this" {
  for_each = local.topics
  arn      = aws_sns_topic.this[each.key].arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid       = "AlarmsOfThisAccountPublish"
          Effect    = "Allow"
          Principal = { Service = "cloudwatch.amazonaws.com" }
          Action    = "sns:Publish"
          Resource  = local.topic_arns[each.key]
          Condition = {
            StringEquals = { "aws:SourceAccount" = local.account_id }
            # The star stands for the alarm's name: which alarm acts on which topic is the alarm's own setting.
            ArnLike = { "aws:SourceArn" = "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:*" }
          }
        },
        {
          Sid       = "NothingWithoutTls"
          Effect    = "Deny"
          Principal = "*"
          Action    = "sns:Publish"
          Resource  = local.topic_arns[each.key]
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        },
      ],
      var.cost_alerts && each.key == "default" ? [{
        Sid       = "CostAnomalyDetectionPublishes"
        Effect    = "Allow"
        Principal = { Service = "costalerts.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = local.topic_arns[each.key]
        Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
      }] : [],
      length(var.publisher_role_arns) > 0 ? [{
        Sid       = "TheseRolesPublish"
        Effect    = "Allow"
        Principal = { AWS = var.publisher_role_arns }
        Action    = "sns:Publish"
        Resource  = local.topic_arns[each.key]
      }] : [],
    )
  })
}

# One key for every topic and the audit queue.
resource "aws_kms_key" "alerts" {
  description             = "Notifications of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = var.tags

  # In a key policy the resource "*" means this key and no other.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          # Hands the key over to the account's IAM policies. Without it nobody could ever change the key again.
          Sid       = "TheAccountAdministersTheKey"
          Effect    = "Allow"
          Principal = { AWS = "arn:${local.partition}:iam::${local.account_id}:root" }
          Action    = "kms:*"
          Resource  = "*"
        },
        {
          Sid       = "AlarmsOfThisAccountPublish"
          Effect    = "Allow"
          Principal = { Service = "cloudwatch.amazonaws.com" }
          Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
          Resource  = "*"
          Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
        },
        {
          # SNS puts the messages of an encrypted topic into the encrypted audit queue.
          Sid       = "TopicsFillTheQueue"
          Effect    = "Allow"
          Principal = { Service = "sns.amazonaws.com" }
          Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
          Resource  = "*"
          Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
        },
      ],
      var.cost_alerts ? [{
        Sid       = "CostAnomalyDetectionPublishes"
        Effect    = "Allow"
        Principal = { Service = "costalerts.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
      }] : [],
      length(var.publisher_role_arns) > 0 ? [{
        Sid       = "TheseRolesPublish"
        Effect    = "Allow"
        Principal = { AWS = var.publisher_role_arns }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "kms:ViaService" = "sns.${local.region}.amazonaws.com" } }
      }] : [],
    )
  })
}

resource "aws_kms_alias" "alerts" {
  name          = "alias/${var.name}-alerts"
  target_key_id = aws_kms_key.alerts.key_id
}

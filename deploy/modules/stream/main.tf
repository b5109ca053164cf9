data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  partition  = data.aws_partition.current.partition
  account_id = data.aws_caller_identity.current.account_id
  region     = data.aws_region.current.id
  stream_arn = "arn:${local.partition}:kinesis:${local.region}:${local.account_id}:stream/${var.name}"

  make_key    = var.kms_key_arn == null
  kms_key_arn = local.make_key ? aws_kms_key.stream[0].arn : var.kms_key_arn

  cross_account = length(var.source_account_ids) > 0 || var.source_organization_id != null

  # On whose behalf CloudWatch Logs may assume the role: this log group (with and without the :* that some calls append),
  # and the log groups of the accounts that were let in, whose names this side can't know.
  own_sources = var.log_group_name == null ? [] : [
    "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${var.log_group_name}",
    "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${var.log_group_name}:*",
  ]
  destination_sources = local.cross_account ? concat(
    ["arn:${local.partition}:logs:${local.region}:${local.account_id}:destination:${var.name}"],
    [for id in sort(var.source_account_ids) : "arn:${local.partition}:logs:*:${id}:*"],
  ) : []
}

resource "aws_kinesis_stream" "this" {
  name             = var.name
  shard_count      = var.shard_count == 0 ? null : var.shard_count
  retention_period = var.retention_hours
  encryption_type  = "KMS"
  kms_key_id       = local.kms_key_arn
  tags             = var.tags

  stream_mode_details {
    stream_mode = var.shard_count == 0 ? "ON_DEMAND" : "PROVISIONED"
  }
}

resource "aws_kms_key" "stream" {
  count                   = local.make_key ? 1 : 0
  description             = "Records of the stream ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = var.tags

  # In a key policy the resource "*" means this key and no other. Writers and readers get what they need by their roles.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      # Hands the key over to the account's IAM policies. Without it nobody could ever change the key again.
      Sid       = "TheAccountAdministersTheKey"
      Effect    = "Allow"
      Principal = { AWS = "arn:${local.partition}:iam::${local.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_alias" "stream" {
  count         = local.make_key ? 1 : 0
  name          = "alias/${replace(var.name, ".", "-")}-stream"
  target_key_id = aws_kms_key.stream[0].key_id
}

# Assumed by CloudWatch Logs to put the log events into the stream.
resource "aws_iam_role" "subscription" {
  name = "${var.name}-logs-to-kinesis"
  tags = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid       = "LogsAssumesItForTheseLogGroups"
        Effect    = "Allow"
        Principal = { Service = "logs.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = { StringLike = { "aws:SourceArn" = concat(local.own_sources, local.destination_sources) } }
      }],
      var.source_organization_id == null ? [] : [{
        # CloudWatch Logs names the sender's log group, whose account this side can't list; the organization's id can be.
        Sid       = "LogsAssumesItForTheOrganization"
        Effect    = "Allow"
        Principal = { Service = "logs.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = { StringEquals = { "aws:SourceOrgID" = var.source_organization_id } }
      }],
    )
  })
}

resource "aws_iam_role_policy" "subscription" {
  name = "put-records"
  role = aws_iam_role.subscription.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "PutRecords"
        Effect   = "Allow"
        Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
        Resource = local.stream_arn
      },
      {
        Sid       = "EncryptThem"
        Effect    = "Allow"
        Action    = "kms:GenerateDataKey"
        Resource  = local.kms_key_arn
        Condition = { StringEquals = { "kms:ViaService" = "kinesis.${local.region}.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_cloudwatch_log_subscription_filter" "this" {
  count           = var.log_group_name == null ? 0 : 1
  name            = var.name
  log_group_name  = var.log_group_name
  filter_pattern  = var.filter_pattern
  destination_arn = aws_kinesis_stream.this.arn
  role_arn        = aws_iam_role.subscription.arn
  distribution    = var.distribution

  # CloudWatch Logs puts a control record into the stream when the filter is made, so the role must be able to.
  depends_on = [aws_iam_role_policy.subscription]
}

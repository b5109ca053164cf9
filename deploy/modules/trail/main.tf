data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

# Every ARN that a policy names is built here from its parts, never read back from the resource: so a policy is known when
# the plan is made, and whoever reviews the plan sees the policy that will be in force.
locals {
  partition  = data.aws_partition.current.partition
  account_id = data.aws_caller_identity.current.account_id
  region     = data.aws_region.current.id

  log_group_name = coalesce(var.log_group_name, "/aws/cloudtrail/${var.name}")
  log_group_arn  = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${local.log_group_name}"
  trail_arn      = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}"
  bucket_arn     = "arn:${local.partition}:s3:::${var.bucket_name}"
  prefix         = var.s3_key_prefix == "" ? "" : "${var.s3_key_prefix}/"

  # In an organization CloudTrail writes the members' files below the organization's id and its own below the account's.
  writers = var.organization_id == null ? [local.account_id] : [local.account_id, var.organization_id]
}

resource "aws_cloudtrail" "this" {
  name                          = var.name
  s3_bucket_name                = aws_s3_bucket.trail.id
  s3_key_prefix                 = var.s3_key_prefix == "" ? null : var.s3_key_prefix
  is_multi_region_trail         = var.multi_region
  is_organization_trail         = var.organization_id != null
  include_global_service_events = true
  enable_logging                = true
  enable_log_file_validation    = true
  kms_key_id                    = aws_kms_key.trail.arn
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn     = aws_iam_role.delivery.arn
  tags                          = var.tags

  advanced_event_selector {
    name = "Management events"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  dynamic "advanced_event_selector" {
    for_each = var.data_events

    content {
      name = "Data events of ${advanced_event_selector.key}"

      field_selector {
        field  = "eventCategory"
        equals = ["Data"]
      }
      field_selector {
        field  = "resources.type"
        equals = [advanced_event_selector.key]
      }
      dynamic "field_selector" {
        for_each = length(advanced_event_selector.value) == 0 ? [] : [advanced_event_selector.value]

        content {
          field       = "resources.ARN"
          starts_with = field_selector.value
        }
      }
    }
  }

  dynamic "insight_selector" {
    for_each = var.insights

    content {
      insight_type = insight_selector.value
    }
  }

  # CloudTrail tries bucket, key and role when the trail is made, so their policies must stand before.
  depends_on = [
    aws_s3_bucket_policy.trail,
    aws_s3_bucket_ownership_controls.trail,
    aws_iam_role_policy.delivery,
    aws_kms_key_policy.trail,
  ]
}

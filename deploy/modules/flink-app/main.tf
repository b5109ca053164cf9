data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  partition  = data.aws_partition.current.partition
  account_id = data.aws_caller_identity.current.account_id
  region     = data.aws_region.current.id

  bucket_arn      = "arn:${local.partition}:s3:::${var.bucket_name}"
  application_arn = "arn:${local.partition}:kinesisanalytics:${local.region}:${local.account_id}:application/${var.name}"
  log_group_name  = "/aws/kinesis-analytics/${var.name}"
  log_group_arn   = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${local.log_group_name}"
  rules_uri       = "s3://${var.bucket_name}/rules/"
  dead_letter_uri = "s3://${var.bucket_name}/dead-letter/"

  # The new jar's key is another one, so that the application is updated when, and only when, the jar's content changes.
  jar_key = "jar/trailwatch-flink-${filemd5(var.jar_path)}.jar"

  # The job's configuration (src/site/markdown/configuration.md). A key that is left out keeps the job's default; a key
  # that the job doesn't know would be refused at its start.
  property_groups = { for group, properties in {
    "trailwatch.source" = {
      "type"             = "kinesis"
      "stream.arn"       = var.stream_arn
      "aws.region"       = split(":", var.stream_arn)[3]
      "initial.position" = var.initial_position
      "record.publisher" = var.enhanced_fan_out ? "EFO" : "POLLING"
    }
    "trailwatch.rules" = {
      "location"      = local.rules_uri
      "poll.interval" = var.rules_poll_interval
    }
    "trailwatch.time" = {
      "event.time"         = lookup(var.time, "event.time", null)
      "lateness"           = lookup(var.time, "lateness", null)
      "allowed.lateness"   = lookup(var.time, "allowed.lateness", null)
      "trail.silent.after" = lookup(var.time, "trail.silent.after", null)
    }
    "trailwatch.sink" = merge(
      { "type" = "sns", "aws.region" = local.region, "topic.health" = var.health_topic_arn },
      { for name, arn in var.topic_arns : "topic.${name}" => arn if name != "health" },
    )
    "trailwatch.dead-letter" = { "location" = local.dead_letter_uri }
    "trailwatch.accounts"    = { "location" = var.accounts_file == null ? null : "s3://${var.bucket_name}/${local.accounts_key}" }
    "trailwatch.runtime"     = { "account.id" = local.account_id, "region" = local.region, "inflater" = var.inflater, "rule.metrics" = length(var.rule_metrics) == 0 ? null : join(", ", var.rule_metrics) }
  } : group => { for key, value in properties : key => value if value != null } }

  application_properties = [for group in sort(keys(local.property_groups)) : {
    PropertyGroupId = group
    PropertyMap     = local.property_groups[group]
  } if length(local.property_groups[group]) > 0]
}

resource "aws_kinesisanalyticsv2_application" "this" {
  name                   = var.name
  description            = "Trailwatch: security alarms on CloudTrail"
  runtime_environment    = "FLINK-1_20"
  service_execution_role = aws_iam_role.job.arn
  start_application      = var.start
  tags                   = var.tags

  cloudwatch_logging_options {
    log_stream_arn = aws_cloudwatch_log_stream.job.arn
  }

  application_configuration {
    application_code_configuration {
      code_content_type = "ZIPFILE"

      code_content {
        s3_content_location {
          bucket_arn = aws_s3_bucket.code.arn
          file_key   = aws_s3_object.jar.key
        }
      }
    }

    application_snapshot_configuration {
      snapshots_enabled = true
    }

    environment_properties {
      dynamic "property_group" {
        for_each = local.application_properties

        content {
          property_group_id = property_group.value.PropertyGroupId
          property_map      = property_group.value.PropertyMap
        }
      }
    }

    flink_application_configuration {
      checkpoint_configuration {
        configuration_type = "DEFAULT"
      }

      monitoring_configuration {
        configuration_type = "CUSTOM"
        log_level          = "INFO"
        metrics_level      = "APPLICATION"
      }

      # A security log is sparse: the service's autoscaling would see an idle processor and restart the job to take one away.
      parallelism_configuration {
        configuration_type   = "CUSTOM"
        auto_scaling_enabled = false
        parallelism          = var.parallelism
        parallelism_per_kpu  = 1
      }
    }

    # AWS keeps no such setting of a stopped application, so writing it down then would be a change in every plan.
    dynamic "run_configuration" {
      for_each = var.start ? [true] : []

      content {
        application_restore_configuration {
          application_restore_type = "RESTORE_FROM_LATEST_SNAPSHOT"
        }
        flink_run_configuration {
          allow_non_restored_state = false
        }
      }
    }
  }

  # The service reads the jar, the rules and the log stream as soon as the application starts.
  depends_on = [aws_iam_role_policy.job, aws_s3_object.rules, aws_s3_object.accounts, aws_s3_bucket_policy.code]
}

# Nothing is logged, and nothing says so, where the group or the stream is missing: they come before the application.
resource "aws_cloudwatch_log_group" "job" {
  name              = local.log_group_name
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.code.arn
  tags              = var.tags
}

resource "aws_cloudwatch_log_stream" "job" {
  name           = "job"
  log_group_name = aws_cloudwatch_log_group.job.name
}

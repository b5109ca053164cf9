mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  name        = "trailwatch"
  bucket_name = "trailwatch-111122223333"
  jar_path    = "tests/files/trailwatch-flink.jar"
  rules_dirs  = ["tests/files/rules"]
  stream_arn  = "arn:aws:kinesis:eu-central-1:111122223333:stream/audit-log"
  topic_arns = {
    default = "arn:aws:sns:eu-central-1:111122223333:security"
    health  = "arn:aws:sns:eu-central-1:111122223333:security-health"
    pager   = "arn:aws:sns:eu-central-1:111122223333:pager"
  }
  health_topic_arn = "arn:aws:sns:eu-central-1:111122223333:security-health"
  kms_key_arns = {
    stream = "arn:aws:kms:eu-central-1:111122223333:key/11111111-90ab-cdef-1234-567890abcdef"
    topics = ["arn:aws:kms:eu-central-1:111122223333:key/22222222-90ab-cdef-1234-567890abcdef"]
  }
}

run "runs_flink_1_20_small_and_without_autoscaling" {
  command = plan

  assert {
    condition     = aws_kinesisanalyticsv2_application.this.runtime_environment == "FLINK-1_20" && aws_kinesisanalyticsv2_application.this.start_application
    error_message = "the jar is made for Flink 1.20"
  }
  assert {
    condition = (
      aws_kinesisanalyticsv2_application.this.application_configuration[0].flink_application_configuration[0].parallelism_configuration[0].auto_scaling_enabled == false &&
      aws_kinesisanalyticsv2_application.this.application_configuration[0].flink_application_configuration[0].parallelism_configuration[0].parallelism == 1
    )
    error_message = "one KPU, and no restart by an autoscaler"
  }
  assert {
    condition     = aws_kinesisanalyticsv2_application.this.application_configuration[0].application_code_configuration[0].code_content_type == "ZIPFILE"
    error_message = "a jar is a ZIPFILE to the service"
  }
  assert {
    condition     = aws_s3_object.jar.key == "jar/trailwatch-flink-${filemd5("tests/files/trailwatch-flink.jar")}.jar"
    error_message = "the jar's key must hold its md5, so that a new jar updates the application"
  }
  assert {
    condition = (
      aws_kinesisanalyticsv2_application.this.application_configuration[0].run_configuration[0].application_restore_configuration[0].application_restore_type == "RESTORE_FROM_LATEST_SNAPSHOT" &&
      aws_kinesisanalyticsv2_application.this.application_configuration[0].application_snapshot_configuration[0].snapshots_enabled
    )
    error_message = "an update must go on from the last snapshot"
  }
}

run "property_groups_are_what_the_job_reads" {
  command = plan

  variables {
    accounts_file       = "tests/files/accounts.csv"
    rules_poll_interval = "30 s"
    inflater            = "own"
    rule_metrics        = ["root.*", "console.no-mfa"]
    time                = { "lateness" = "10 min", "trail.silent.after" = "30 min" }
  }

  # The same file is read by the job's own reader in PropertyGroupsTest.
  assert {
    condition     = jsondecode(output.application_properties) == jsondecode(file("tests/application_properties.json"))
    error_message = "the property groups are not those of tests/application_properties.json"
  }
  assert {
    condition = jsonencode({
      for group in aws_kinesisanalyticsv2_application.this.application_configuration[0].environment_properties[0].property_group :
      group.property_group_id => group.property_map
      }) == jsonencode({
      for group in jsondecode(file("tests/application_properties.json")) : group.PropertyGroupId => group.PropertyMap
    })
    error_message = "the application must get the same groups that the output shows"
  }
}

run "property_groups_without_options_leave_the_defaults_to_the_job" {
  command = plan

  assert {
    condition     = jsondecode(output.application_properties) == jsondecode(file("tests/application_properties-plain.json"))
    error_message = "the property groups are not those of tests/application_properties-plain.json"
  }
}

run "policies_are_these_and_no_others" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.job.assume_role_policy) == jsondecode(file("tests/policies/job-trust.json"))
    error_message = "only this application may assume the job's role (tests/policies/job-trust.json)"
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.job.policy) == jsondecode(file("tests/policies/job.json"))
    error_message = "the job's policy is not that of tests/policies/job.json"
  }
  assert {
    condition     = jsondecode(aws_s3_bucket_policy.code.policy) == jsondecode(file("tests/policies/bucket.json"))
    error_message = "the bucket's policy is not that of tests/policies/bucket.json"
  }
  assert {
    condition     = jsondecode(aws_kms_key.code.policy) == jsondecode(file("tests/policies/key.json"))
    error_message = "the key's policy is not that of tests/policies/key.json"
  }
}

run "enhanced_fan_out_may_register_its_consumer" {
  command = plan

  variables {
    enhanced_fan_out = true
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.job.policy) == jsondecode(file("tests/policies/job-with-fan-out.json"))
    error_message = "the job's policy is not that of tests/policies/job-with-fan-out.json"
  }
}

run "rules_are_uploaded_and_tests_stay_at_home" {
  command = plan

  assert {
    condition     = join(",", sort([for rule in aws_s3_object.rules : rule.key])) == "rules/rules/root.yaml"
    error_message = "rules go up, tests do not"
  }
}

run "the_bucket_is_private_encrypted_and_alive" {
  command = plan

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.code.block_public_acls,
      aws_s3_bucket_public_access_block.code.block_public_policy,
      aws_s3_bucket_public_access_block.code.ignore_public_acls,
      aws_s3_bucket_public_access_block.code.restrict_public_buckets,
    ])
    error_message = "all four public access blocks must be on"
  }
  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.code.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.code.arn
    error_message = "the bucket must be encrypted with the module's key"
  }
  assert {
    condition     = aws_cloudwatch_log_group.job.kms_key_id == aws_kms_key.code.arn && aws_cloudwatch_log_group.job.retention_in_days == 365
    error_message = "the log must be encrypted and kept a year"
  }
  assert {
    condition     = aws_s3_bucket.code.force_destroy == false
    error_message = "terraform destroy must not delete rules and dead letters"
  }
}

run "a_dead_engine_is_noticed" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.liveness["heartbeat"].treat_missing_data == "breaching" &&
      aws_cloudwatch_metric_alarm.liveness["heartbeat"].dimensions == tomap({ Application = "trailwatch" })
    )
    error_message = "a missing heartbeat must be breaching"
  }
  assert {
    condition     = join(",", output.alarm_names) == "trailwatch-checkpoints-failed,trailwatch-heartbeat,trailwatch-lag,trailwatch-notifications-failed,trailwatch-restarting,trailwatch-rules-rejected,trailwatch-undecodable"
    error_message = "each way in which the engine can fail must have its alarm"
  }
  assert {
    condition = alltrue([
      for alarm in concat(values(aws_cloudwatch_metric_alarm.liveness), values(aws_cloudwatch_metric_alarm.growth), [aws_cloudwatch_metric_alarm.lag]) :
      alarm.alarm_actions == toset([var.health_topic_arn])
    ])
    error_message = "the engine's alarms go to the health topic"
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.lag.dimensions == tomap({ StreamName = "audit-log" }) && aws_cloudwatch_metric_alarm.lag.threshold == 300000
    error_message = "the lag alarm must watch the job's stream"
  }
}

run "the_dashboard_shows_each_metric_of_the_engine" {
  command = plan

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets) == 10
    error_message = "eight graphs of the engine, one of the stream, one of the alarms"
  }
  assert {
    condition = alltrue([for metric in [
      "heartbeat", "recordsIn", "eventsIn", "eventsMatched", "notificationsSent", "notificationsFailed", "recordsUndecodable",
      "rulesLoaded", "ruleReloadsRejected", "alarmSeries", "watermarkLag",
    ] : strcontains(aws_cloudwatch_dashboard.this.dashboard_body, "\"AWS/KinesisAnalytics\",\"${metric}\",\"Application\",\"trailwatch\"")])
    error_message = "a metric of the engine is missing on the dashboard"
  }
}

run "a_stopped_application_has_no_run_configuration" {
  command = plan

  variables {
    start = false
  }

  assert {
    condition     = length(aws_kinesisanalyticsv2_application.this.application_configuration[0].run_configuration) == 0
    error_message = "AWS keeps none, so each plan would show a change"
  }
}

run "a_missing_jar_is_refused" {
  command = plan

  variables {
    jar_path = "target/nowhere.jar"
  }

  expect_failures = [var.jar_path]
}

run "a_setting_that_the_job_does_not_know_is_refused" {
  command = plan

  variables {
    time = { "latenes" = "10 min" }
  }

  expect_failures = [var.time]
}

run "a_topic_with_a_star_is_refused" {
  command = plan

  variables {
    topic_arns = { default = "arn:aws:sns:eu-central-1:111122223333:*" }
  }

  expect_failures = [var.topic_arns]
}

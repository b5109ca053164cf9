mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  name        = "audit"
  bucket_name = "audit-111122223333"
}

run "records_every_region_and_signs_its_files" {
  command = plan

  assert {
    condition     = aws_cloudtrail.this.is_multi_region_trail && aws_cloudtrail.this.include_global_service_events
    error_message = "the trail must see every region and the global services"
  }
  assert {
    condition     = aws_cloudtrail.this.enable_log_file_validation && aws_cloudtrail.this.enable_logging
    error_message = "log files must be signed, and the trail must run"
  }
  assert {
    condition     = !aws_cloudtrail.this.is_organization_trail
    error_message = "without an organization the trail is the account's own"
  }
  assert {
    condition     = aws_cloudtrail.this.cloud_watch_logs_group_arn == "${aws_cloudwatch_log_group.trail.arn}:*"
    error_message = "CloudTrail wants the log group's ARN with :* behind it"
  }
  assert {
    condition     = aws_cloudwatch_log_group.trail.name == "/aws/cloudtrail/audit" && aws_cloudwatch_log_group.trail.retention_in_days == 365
    error_message = "the log group is named after the trail and keeps a year"
  }
  assert {
    condition     = length(aws_cloudtrail.this.advanced_event_selector) == 1
    error_message = "by default the trail records management events only"
  }
}

run "encrypts_bucket_trail_and_log_group_with_its_own_key" {
  command = plan

  assert {
    condition     = aws_cloudtrail.this.kms_key_id == aws_kms_key.trail.arn && aws_cloudwatch_log_group.trail.kms_key_id == aws_kms_key.trail.arn
    error_message = "the trail and the log group must use the module's key"
  }
  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.trail.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms"
    error_message = "the bucket must encrypt with KMS"
  }
  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.trail.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.trail.arn
    error_message = "the bucket must use the module's key"
  }
  assert {
    condition     = aws_kms_key.trail.enable_key_rotation && aws_kms_key.trail.deletion_window_in_days == 30
    error_message = "the key must rotate, and its deletion must leave a month to think"
  }
}

run "keeps_the_bucket_private_versioned_and_alive" {
  command = plan

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.trail.block_public_acls,
      aws_s3_bucket_public_access_block.trail.block_public_policy,
      aws_s3_bucket_public_access_block.trail.ignore_public_acls,
      aws_s3_bucket_public_access_block.trail.restrict_public_buckets,
    ])
    error_message = "all four public access blocks must be on"
  }
  assert {
    condition     = one(aws_s3_bucket_ownership_controls.trail.rule).object_ownership == "BucketOwnerEnforced"
    error_message = "ACLs must be off"
  }
  assert {
    condition     = one(aws_s3_bucket_versioning.trail.versioning_configuration).status == "Enabled"
    error_message = "versions must be kept"
  }
  assert {
    condition     = aws_s3_bucket.trail.force_destroy == false
    error_message = "terraform destroy must not delete the audit log"
  }
  assert {
    condition     = one(one(aws_s3_bucket_lifecycle_configuration.trail.rule).expiration).days == 2557
    error_message = "seven years are kept"
  }
}

run "policies_are_these_and_no_others" {
  command = plan

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.trail.policy) == jsondecode(file("tests/policies/bucket.json"))
    error_message = "the bucket's policy is not that of tests/policies/bucket.json"
  }
  assert {
    condition     = jsondecode(aws_kms_key_policy.trail.policy) == jsondecode(file("tests/policies/key.json"))
    error_message = "the key's policy is not that of tests/policies/key.json"
  }
  assert {
    condition     = jsondecode(aws_iam_role.delivery.assume_role_policy) == jsondecode(file("tests/policies/delivery-trust.json"))
    error_message = "the delivery role is not assumed by CloudTrail alone (tests/policies/delivery-trust.json)"
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.delivery.policy) == jsondecode(file("tests/policies/delivery.json"))
    error_message = "the delivery role's policy is not that of tests/policies/delivery.json"
  }
}

run "an_organization_trail_lets_the_members_in" {
  command = plan

  variables {
    organization_id = "o-a1b2c3d4e5"
    s3_key_prefix   = "security"
  }

  assert {
    condition     = aws_cloudtrail.this.is_organization_trail && aws_cloudtrail.this.s3_key_prefix == "security"
    error_message = "it must be an organization trail below the prefix"
  }
  assert {
    condition     = jsondecode(aws_s3_bucket_policy.trail.policy) == jsondecode(file("tests/policies/bucket-of-organization.json"))
    error_message = "the bucket's policy is not that of tests/policies/bucket-of-organization.json"
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.delivery.policy) == jsondecode(file("tests/policies/delivery-of-organization.json"))
    error_message = "the delivery role's policy is not that of tests/policies/delivery-of-organization.json"
  }
}

run "object_lock_and_data_events_where_asked_for" {
  command = plan

  variables {
    object_lock = { mode = "COMPLIANCE", days = 400 }
    data_events = {
      "AWS::S3::Object"       = ["arn:aws:s3:::payroll/"]
      "AWS::Lambda::Function" = []
    }
    insights          = ["ApiErrorRateInsight"]
    access_log_bucket = "access-logs"
  }

  assert {
    condition     = aws_s3_bucket.trail.object_lock_enabled && one(one(aws_s3_bucket_object_lock_configuration.trail[0].rule).default_retention).mode == "COMPLIANCE"
    error_message = "objects must be locked"
  }
  assert {
    condition     = length(aws_cloudtrail.this.advanced_event_selector) == 3 && length(aws_cloudtrail.this.insight_selector) == 1
    error_message = "two kinds of data events and one insight were asked for"
  }
  assert {
    condition     = aws_s3_bucket_logging.trail[0].target_bucket == "access-logs"
    error_message = "access must be logged to the given bucket"
  }
}

run "a_wrong_organization_is_refused" {
  command = plan

  variables {
    organization_id = "123456789012"
  }

  expect_failures = [var.organization_id]
}

run "a_retention_that_cloudwatch_does_not_offer_is_refused" {
  command = plan

  variables {
    log_retention_days = 100
  }

  expect_failures = [var.log_retention_days]
}

run "expiry_before_archive_is_refused" {
  command = plan

  variables {
    expire_after_days = 30
  }

  expect_failures = [var.expire_after_days]
}

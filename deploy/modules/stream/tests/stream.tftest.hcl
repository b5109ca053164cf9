mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  name           = "audit"
  log_group_name = "/aws/cloudtrail/audit"
}

run "subscribes_a_log_group_and_spreads_its_records" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_subscription_filter.this[0].log_group_name == "/aws/cloudtrail/audit"
    error_message = "the given log group must be subscribed"
  }
  assert {
    condition     = aws_cloudwatch_log_subscription_filter.this[0].filter_pattern == "" && aws_cloudwatch_log_subscription_filter.this[0].distribution == "Random"
    error_message = "every event must be sent, evenly"
  }
  assert {
    condition     = aws_kinesis_stream.this.shard_count == 1 && aws_kinesis_stream.this.retention_period == 24
    error_message = "one shard and a day are the default"
  }
  assert {
    condition     = length(aws_cloudwatch_log_destination.this) == 0
    error_message = "nobody else may send unless asked for"
  }
}

run "encrypts_with_its_own_key" {
  command = plan

  assert {
    condition     = aws_kinesis_stream.this.encryption_type == "KMS" && aws_kinesis_stream.this.kms_key_id == aws_kms_key.stream[0].arn
    error_message = "the stream must be encrypted with the module's key"
  }
  assert {
    condition     = aws_kms_key.stream[0].enable_key_rotation
    error_message = "the key must rotate"
  }
}

run "policies_are_these_and_no_others" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.subscription.assume_role_policy) == jsondecode(file("tests/policies/subscription-trust.json"))
    error_message = "CloudWatch Logs may assume the role for this log group only (tests/policies/subscription-trust.json)"
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.subscription.policy) == jsondecode(file("tests/policies/subscription.json"))
    error_message = "the subscription role's policy is not that of tests/policies/subscription.json"
  }
  assert {
    condition     = jsondecode(aws_kms_key.stream[0].policy) == jsondecode(file("tests/policies/key.json"))
    error_message = "the key's policy is not that of tests/policies/key.json"
  }
}

run "other_accounts_and_an_organization_send_through_a_destination" {
  command = plan

  variables {
    log_group_name         = null
    source_account_ids     = ["444455556666", "222233334444"]
    source_organization_id = "o-a1b2c3d4e5"
  }

  assert {
    condition     = length(aws_cloudwatch_log_subscription_filter.this) == 0 && length(aws_cloudwatch_log_destination.this) == 1
    error_message = "without a log group of one's own there is a destination only"
  }
  assert {
    condition     = jsondecode(aws_cloudwatch_log_destination_policy.this[0].access_policy) == jsondecode(file("tests/policies/destination.json"))
    error_message = "the destination's policy is not that of tests/policies/destination.json"
  }
  assert {
    condition     = jsondecode(aws_iam_role.subscription.assume_role_policy) == jsondecode(file("tests/policies/destination-trust.json"))
    error_message = "the role's trust is not that of tests/policies/destination-trust.json"
  }
}

run "an_existing_key_and_on_demand_capacity" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/99999999-90ab-cdef-1234-567890abcdef"
    shard_count = 0
  }

  assert {
    condition     = length(aws_kms_key.stream) == 0 && aws_kinesis_stream.this.kms_key_id == var.kms_key_arn
    error_message = "the given key must be used"
  }
  assert {
    condition     = one(aws_kinesis_stream.this.stream_mode_details).stream_mode == "ON_DEMAND"
    error_message = "no shards means on-demand"
  }
}

run "a_stream_that_nobody_sends_to_is_refused" {
  command = plan

  variables {
    log_group_name = null
  }

  expect_failures = [var.log_group_name]
}

run "an_alias_instead_of_a_key_is_refused" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:alias/aws/kinesis"
  }

  expect_failures = [var.kms_key_arn]
}

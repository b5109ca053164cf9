mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  bucket_name = "config-111122223333"
}

run "the_baseline_is_recorded_and_checked" {
  command = plan

  assert {
    condition     = length(aws_config_config_rule.this) == 5
    error_message = "the baseline has five rules"
  }
  assert {
    condition     = one(aws_config_config_rule.this["s3-bucket-public-access-prohibited"].source).source_identifier == "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED"
    error_message = "the bucket rule must be the one that AWS has"
  }
  assert {
    condition     = jsondecode(aws_config_config_rule.this["access-keys-rotated"].input_parameters) == { maxAccessKeyAge = "90" }
    error_message = "keys are old after 90 days"
  }
  assert {
    condition     = aws_config_configuration_recorder_status.this[0].is_enabled && one(aws_config_configuration_recorder.this[0].recording_group).all_supported
    error_message = "everything must be recorded, and the recorder must run"
  }
  assert {
    condition     = endswith(aws_config_configuration_recorder.this[0].role_arn, ":role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig")
    error_message = "the recorder must use the service-linked role"
  }
}

run "the_bucket_is_private_encrypted_and_alive" {
  command = plan

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.config[0].block_public_acls,
      aws_s3_bucket_public_access_block.config[0].block_public_policy,
      aws_s3_bucket_public_access_block.config[0].ignore_public_acls,
      aws_s3_bucket_public_access_block.config[0].restrict_public_buckets,
    ])
    error_message = "all four public access blocks must be on"
  }
  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.config[0].rule).apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.config[0].arn
    error_message = "the bucket must be encrypted with the module's key"
  }
  assert {
    condition     = aws_config_delivery_channel.this[0].s3_kms_key_arn == aws_kms_key.config[0].arn
    error_message = "Config must encrypt what it delivers"
  }
  assert {
    condition     = aws_s3_bucket.config[0].force_destroy == false
    error_message = "terraform destroy must not delete the deliveries"
  }
}

run "policies_are_these_and_no_others" {
  command = plan

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.config[0].policy) == jsondecode(file("tests/policies/bucket.json"))
    error_message = "the bucket's policy is not that of tests/policies/bucket.json"
  }
  assert {
    condition     = jsondecode(aws_kms_key.config[0].policy) == jsondecode(file("tests/policies/key.json"))
    error_message = "the key's policy is not that of tests/policies/key.json"
  }
}

run "an_account_that_records_already_gets_rules_only" {
  command = plan

  variables {
    create_recorder   = false
    bucket_name       = null
    conformance_packs = { CIS-AWS-Foundations-v1-4 = "packs/cis-v1.4.yaml" }
  }

  assert {
    condition     = length(aws_config_configuration_recorder.this) == 0 && length(aws_s3_bucket.config) == 0 && length(aws_iam_service_linked_role.config) == 0
    error_message = "nothing of the recorder may be made"
  }
  assert {
    condition     = length(yamldecode(aws_config_conformance_pack.this["CIS-AWS-Foundations-v1-4"].template_body).Resources) == 28
    error_message = "the pack has 28 rules"
  }
  assert {
    condition = length(distinct([
      for rule in values(yamldecode(aws_config_conformance_pack.this["CIS-AWS-Foundations-v1-4"].template_body).Resources) : rule.Properties.ConfigRuleName
      if rule.Properties.Source.Owner == "AWS"
    ])) == 28
    error_message = "each rule of the pack must be AWS's own and have a name of its own"
  }
}

run "a_rule_that_aws_does_not_have_is_refused" {
  command = plan

  variables {
    rules = { wrong = { identifier = "S3_BUCKET_PUBLIC_ACCESS_PROHIBITED" } }
  }

  expect_failures = [var.rules]
}

run "a_recorder_without_a_bucket_is_refused" {
  command = plan

  variables {
    bucket_name = null
  }

  expect_failures = [var.create_recorder]
}

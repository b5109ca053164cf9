mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  trail_bucket_name  = "audit-111122223333"
  engine_bucket_name = "engine-111122223333"
  vpc_id             = "vpc-0123456789abcdef0"
  subnet_id          = "subnet-0123456789abcdef0"
  email              = "security@example.com"
  jar_path           = "../../modules/flink-app/tests/files/trailwatch-flink.jar"
}

run "one_machine_with_no_way_in" {
  command = plan

  assert {
    condition     = aws_instance.engine.root_block_device[0].encrypted && aws_instance.engine.metadata_options[0].http_tokens == "required"
    error_message = "the disk must be encrypted, and credentials need a token"
  }
  assert {
    condition     = one(aws_security_group.engine.egress).from_port == 443 && one(aws_security_group.engine.egress).to_port == 443 && length(aws_security_group.engine.ingress) == 0
    error_message = "HTTPS out and nothing in"
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.engine.policy) == jsondecode(file("tests/policies/engine.json"))
    error_message = "the instance's policy is not that of tests/policies/engine.json"
  }
  assert {
    condition     = jsondecode(aws_s3_bucket_policy.engine.policy) == jsondecode(file("tests/policies/bucket.json"))
    error_message = "the bucket's policy is not that of tests/policies/bucket.json"
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.instance.treat_missing_data == "breaching" && aws_cloudwatch_metric_alarm.reads.treat_missing_data == "breaching"
    error_message = "a dead machine and a dead service must be noticed"
  }
}

run "the_service_gets_the_jobs_configuration" {
  command = plan

  assert {
    condition     = strcontains(aws_instance.engine.user_data, output.application_properties)
    error_message = "the machine must be given the configuration that the output shows"
  }
  assert {
    condition     = jsondecode(output.application_properties) == jsondecode(file("tests/application_properties.json"))
    error_message = "the property groups are not those of tests/application_properties.json, which the job's own reader reads"
  }
}

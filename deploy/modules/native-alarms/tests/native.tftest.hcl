mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  rules_dirs     = ["tests/rules"]
  log_group_name = "/aws/cloudtrail/audit"
  topic_arns = {
    security = "arn:aws:sns:eu-central-1:111122223333:security"
    audit    = "arn:aws:sns:eu-central-1:111122223333:security-audit"
    critical = "arn:aws:sns:eu-central-1:111122223333:security-critical"
    default  = "arn:aws:sns:eu-central-1:111122223333:security"
  }
}

run "debug" {
  command = plan
  assert {
    condition     = jsonencode(output.not_native) == ""
    error_message = jsonencode(output.not_native)
  }
  assert {
    condition     = jsonencode(output.filter_names) == ""
    error_message = jsonencode([output.filter_names, output.alarm_arns, output.differences])
  }
}

# This run fails, and check.sh looks at the words in which it does.
mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

run "surplus" {
  command = plan

  variables {
    rules_dirs     = ["tests/rules"]
    log_group_name = "/aws/cloudtrail/audit"
    max_filters    = 4
    topic_arns = {
      security = "arn:aws:sns:eu-central-1:111122223333:security"
      audit    = "arn:aws:sns:eu-central-1:111122223333:security-audit"
      default  = "arn:aws:sns:eu-central-1:111122223333:security-default"
    }
  }
}

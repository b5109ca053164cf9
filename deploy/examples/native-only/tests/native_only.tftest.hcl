mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  bucket_name = "audit-111122223333"
  email       = "security@example.com"
}

run "trail_alarms_costs_and_config" {
  command = plan

  assert {
    condition     = length(output.alarms) >= 9
    error_message = "the articles' alarms must be there"
  }
  assert {
    condition     = module.config_rules.recorder_name == null && length(module.config_rules.rule_arns) == 5
    error_message = "without a bucket for it the module trusts in a recorder that is there"
  }
}

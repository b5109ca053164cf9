# Plans every rule that ships and every fixture, so that NativeAlarmsITCase can hold the plan against the engine's own reader.
mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  log_group_name = "/aws/cloudtrail/audit"
  topic_arns = {
    for topic in ["default", "security", "audit", "page", "ticket", "digest"] : topic => "arn:aws:sns:eu-central-1:111122223333:${topic}"
  }
}

run "live" {
  command = plan

  variables {
    rules_dirs = ["../../../rules"]
    modes      = ["live"]
  }
}

run "twins" {
  command = plan

  variables {
    rules_dirs = ["../../../rules"]
    modes      = ["native"]
  }
}

run "fixtures" {
  command = plan

  variables {
    rules_dirs = ["tests/rules"]
  }
}

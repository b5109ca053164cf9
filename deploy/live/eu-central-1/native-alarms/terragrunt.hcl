# The cheap route, which the article's story needs: five users created, an alarm; a security group, an alarm; destroyed, an alarm.
include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${get_repo_root()}/deploy//modules/native-alarms"
}

dependency "trail" {
  config_path = "../trail"

  mock_outputs = {
    log_group_name = "/aws/cloudtrail/audit"
  }
  mock_outputs_allowed_terraform_commands = ["validate", "plan"]
}

dependency "alerts" {
  config_path = "../alerts"

  mock_outputs = {
    topic_arns = {
      default = "arn:aws:sns:eu-central-1:111122223333:security"
      audit   = "arn:aws:sns:eu-central-1:111122223333:security-audit"
    }
  }
  mock_outputs_allowed_terraform_commands = ["validate", "plan"]
}

inputs = {
  rules_dirs     = ["${get_repo_root()}/rules"]
  rule_names     = []
  rule_tags      = ["article"]
  log_group_name = dependency.trail.outputs.log_group_name
  topic_arns     = dependency.alerts.outputs.topic_arns
}

include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${get_repo_root()}/deploy//modules/stream"
}

dependency "trail" {
  config_path = "../trail"

  mock_outputs = {
    log_group_name = "/aws/cloudtrail/audit"
  }
  mock_outputs_allowed_terraform_commands = ["validate", "plan"]
}

inputs = {
  name           = "audit"
  log_group_name = dependency.trail.outputs.log_group_name
}

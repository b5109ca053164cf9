include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${get_repo_root()}/deploy//modules/alerts"
}

inputs = {
  name            = "security"
  severity_topics = true
  audit_topic     = true

  subscriptions = {
    me = {
      protocol = "email"
      endpoint = get_env("TRAILWATCH_EMAIL", "security@example.com")
    }
  }
}

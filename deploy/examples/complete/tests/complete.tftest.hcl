mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  bucket_suffix = "111122223333"
  email         = "security@example.com"
  pagerduty_url = "https://events.pagerduty.com/integration/0123456789abcdef/enqueue"
  jar_path      = "../../modules/flink-app/tests/files/trailwatch-flink.jar"
  slack         = { team_id = "T07EA123LEP", channel_id = "C07EZ1ABC23" }
}

run "the_parts_fit_each_other" {
  command = plan

  assert {
    condition = one([
      for group in jsondecode(output.application_properties) : group.PropertyMap["stream.arn"] if group.PropertyGroupId == "trailwatch.source"
    ]) == module.stream.stream_arn
    error_message = "the engine must read the stream that the trail's log group is sent to"
  }
  assert {
    condition     = output.log_group_name == "/aws/cloudtrail/trailwatch"
    error_message = "trail, stream and twins share one log group"
  }
  assert {
    condition = length(module.audit_twins.filter_names) == length([
      for rule in flatten([for file in fileset("../../../rules", "*.yaml") : try(yamldecode(file("../../../rules/${file}")).rules, [])]) : rule
      if try(rule.mode, "live") == "native"
    ])
    error_message = "each audit twin of the shipped rules must have its filter"
  }
  assert {
    condition     = length(module.audit_twins.filter_names) == 29
    error_message = "14 texts for Security Hub and 15 for Prowler and Powerpipe"
  }
  assert {
    condition     = alltrue([for reason in values(output.not_native) : strcontains(reason, "which modes leaves out") || strcontains(reason, "not enabled") || strcontains(reason, "shadow")])
    error_message = "the engine's own rules are left to the engine, and nothing else is left out"
  }
}

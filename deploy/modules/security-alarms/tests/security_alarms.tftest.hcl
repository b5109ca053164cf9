mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

# The five lines: three names and nothing else.
variables {
  s3_bucket_name  = "my-bucket-name"
  namespace       = "my-namespace"
  cloudtrail_name = "my-cloudtrail-names"
}

run "three_names_give_trail_topics_and_alarms" {
  command = plan

  assert {
    condition     = module.trail.bucket_name == "my-bucket-name" && module.trail.log_group_name == "/aws/cloudtrail/my-cloudtrail-names"
    error_message = "the trail must bear the given names"
  }
  assert {
    condition     = join(",", keys(output.topic_arns)) == "audit,critical,default,health,high,info,low,medium"
    error_message = "there must be a topic for each severity, one for auditors, one for health"
  }
  assert {
    condition     = length(output.alarm_arns) >= 9 && length(output.alarm_arns) <= 100
    error_message = "the shipped rules that the articles ask for must fit into one log group"
  }
}

run "own_rules_take_the_place_of_the_shipped_ones" {
  command = plan

  variables {
    rules_dirs = ["tests/rules"]
    subscriptions = {
      me = { protocol = "email", endpoint = "me@example.com", severities = ["high"] }
    }
  }

  assert {
    condition     = join(",", keys(output.alarm_arns)) == "root-account-usage"
    error_message = "the rule with the tag article must be taken, the other not"
  }
  assert {
    condition     = output.not_native["other"] == "not selected by rule_names or rule_tags"
    error_message = "what is left out says so"
  }
}

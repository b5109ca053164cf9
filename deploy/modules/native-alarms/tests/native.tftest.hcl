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
    default  = "arn:aws:sns:eu-central-1:111122223333:security-default"
  }
}

run "each_rule_that_cloudwatch_can_express_has_one_filter" {
  command = plan

  assert {
    condition     = join(" ", output.filter_names) == "counted-only excepting-with-native-pattern root-account-usage said-in-short twin two-alarms unauthorized-api-calls"
    error_message = "the filters are not those of the rules that CloudWatch can express"
  }
  assert {
    condition = alltrue([
      for name, filter in aws_cloudwatch_log_metric_filter.this : filter.name == name && filter.log_group_name == "/aws/cloudtrail/audit"
    ])
    error_message = "each filter bears its rule's name, on the given log group"
  }
  assert {
    condition = alltrue([
      for rule in yamldecode(file("tests/rules/plain.yaml")).rules : aws_cloudwatch_log_metric_filter.this[rule.name].pattern == rule.pattern
    ])
    error_message = "each pattern is the rule's, character by character"
  }
  assert {
    condition = aws_cloudwatch_log_metric_filter.this["excepting-with-native-pattern"].pattern == (
    "{ $.eventName = \"DeleteBucketPolicy\" && $.sourceIPAddress != \"config.amazonaws.com\" }")
    error_message = "a native_pattern goes before the pattern"
  }
  assert {
    condition     = length(keys(output.not_native)) + length(output.filter_names) == 13
    error_message = "each of the 12 rules has a filter or a reason, and an alarm on its own has its reason"
  }
}

run "metrics_and_alarms_are_those_of_the_rule" {
  command = plan

  assert {
    condition = (
      one(aws_cloudwatch_log_metric_filter.this["unauthorized-api-calls"].metric_transformation).name == "AccessDeniedEvents" &&
      one(aws_cloudwatch_log_metric_filter.this["unauthorized-api-calls"].metric_transformation).namespace == "CloudTrailSecurityAudit" &&
      one(aws_cloudwatch_log_metric_filter.this["unauthorized-api-calls"].metric_transformation).value == "1" &&
      one(aws_cloudwatch_log_metric_filter.this["unauthorized-api-calls"].metric_transformation).unit == "Count" &&
      one(aws_cloudwatch_log_metric_filter.this["unauthorized-api-calls"].metric_transformation).default_value == "0"
    )
    error_message = "the metric transformation is not the rule's"
  }
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["unauthorized-api-calls"].comparison_operator == "GreaterThanThreshold" &&
      aws_cloudwatch_metric_alarm.this["unauthorized-api-calls"].threshold == 5 &&
      aws_cloudwatch_metric_alarm.this["unauthorized-api-calls"].metric_name == "AccessDeniedEvents" &&
      aws_cloudwatch_metric_alarm.this["unauthorized-api-calls"].namespace == "CloudTrailSecurityAudit"
    )
    error_message = "the alarm is not the rule's"
  }
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["sign-in-slow"].extended_statistic == "p90" && aws_cloudwatch_metric_alarm.this["sign-in-slow"].statistic == null &&
      aws_cloudwatch_metric_alarm.this["sign-in-slow"].datapoints_to_alarm == 3 && aws_cloudwatch_metric_alarm.this["sign-in-slow"].evaluation_periods == 24
    )
    error_message = "M of N and percentiles are carried over"
  }
  assert {
    condition     = !contains(keys(aws_cloudwatch_metric_alarm.this), "counted-only")
    error_message = "a rule with a metric and no alarm has a filter only"
  }
}

run "what_a_rule_leaves_out_is_what_the_engine_takes" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["twin"].statistic == "Sum" && aws_cloudwatch_metric_alarm.this["twin"].period == 300 &&
      aws_cloudwatch_metric_alarm.this["twin"].evaluation_periods == 2 && aws_cloudwatch_metric_alarm.this["twin"].threshold == 1 &&
      aws_cloudwatch_metric_alarm.this["twin"].comparison_operator == "GreaterThanOrEqualToThreshold" &&
      aws_cloudwatch_metric_alarm.this["twin"].treat_missing_data == "notBreaching" &&
      aws_cloudwatch_metric_alarm.this["twin"].namespace == "Trailwatch" && aws_cloudwatch_metric_alarm.this["twin"].metric_name == "twin"
    )
    error_message = "the defaults are not those of the rule files"
  }
}

run "an_alarm_may_stand_on_its_own" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["denied-anywhere"].metric_name == "AccessDeniedEvents" &&
      aws_cloudwatch_metric_alarm.this["denied-anywhere"].threshold == 50 && aws_cloudwatch_metric_alarm.this["denied-anywhere"].statistic == "Sum"
    )
    error_message = "an alarm on a metric that rules feed must be planned"
  }
  assert {
    condition     = output.not_native["feeds-halfway"] == "rule shadowed, which feeds its metric, is not native"
    error_message = "an alarm that would see a part of its metric must be left out, and say why"
  }
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["said-in-short"].metric_name == "said-in-short" &&
      aws_cloudwatch_metric_alarm.this["said-in-short"].namespace == "Trailwatch" && aws_cloudwatch_metric_alarm.this["said-in-short"].threshold == 1
    )
    error_message = "a rule that has a name and a pattern only has the default metric and alarm"
  }
}

run "actions_are_the_rules_own_else_the_severitys_else_the_default" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["unauthorized-api-calls"].alarm_actions == toset(["arn:aws:sns:eu-central-1:111122223333:security"])
    error_message = "a rule's own actions come first"
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this["twin"].alarm_actions == toset(["arn:aws:sns:eu-central-1:111122223333:security-audit"])
    error_message = "an audit twin acts on the audit topic"
  }
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["root-account-usage"].alarm_actions == toset(["arn:aws:sns:eu-central-1:111122223333:security-critical"]) &&
      aws_cloudwatch_metric_alarm.this["root-account-usage"].ok_actions == toset(["arn:aws:sns:eu-central-1:111122223333:security-critical"])
    )
    error_message = "a rule without actions tells the topic of its severity, which an override made critical, of ALARM and of OK"
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this["sign-in-burst"].alarm_actions == toset(["arn:aws:sns:eu-central-1:111122223333:security-default"])
    error_message = "without a topic of its severity, the default one"
  }
}

run "overrides_adapt_rules_by_name_and_tag" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["root-account-usage"].threshold == 3 && aws_cloudwatch_metric_alarm.this["root-account-usage"].period == 60
    error_message = "the override changes the threshold and leaves the period"
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this["unauthorized-api-calls"].period == 900
    error_message = "an override by tag and value must reach its rule"
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this["twin"].evaluation_periods == 2 && aws_cloudwatch_metric_alarm.this["sign-in-slow"].evaluation_periods == 24
    error_message = "the set's defaults fill in what a rule leaves out, and nothing else"
  }
  assert {
    condition     = strcontains(join("; ", output.differences["root-account-usage"]), "its mute until 2026-12-01T06:00:00Z")
    error_message = "a mute, which CloudWatch has not, must be said"
  }
}

run "every_other_rule_says_why_it_is_left_out" {
  command = plan

  assert {
    condition     = join(" ", keys(output.not_native)) == "excepting extended feeds-halfway grouped shadowed switched-off"
    error_message = "the rules left out are not those that CloudWatch can't express"
  }
  assert {
    condition     = strcontains(output.not_native["grouped"], "groups by Principal")
    error_message = "group_by is a reason"
  }
  assert {
    condition     = output.not_native["excepting"] == "it has exceptions, which a filter pattern can't take away, and no native_pattern"
    error_message = "exceptions are a reason"
  }
  assert {
    condition     = output.not_native["extended"] == "its pattern uses engine extensions and it has no native_pattern"
    error_message = "extensions are a reason"
  }
  assert {
    condition     = output.not_native["shadowed"] == "a shadow rule notifies nobody" && output.not_native["switched-off"] == "it is not enabled"
    error_message = "shadow and switched off are reasons"
  }
  assert {
    condition     = strcontains(output.differences["root-account-usage"][0], "renotify_after")
    error_message = "what only the engine does must be said"
  }
}

run "what_goes_beyond_cloudwatchs_limits_is_left_out" {
  command = plan

  variables {
    rules_dirs = ["tests/limits"]
  }

  assert {
    condition     = strcontains(output.not_native["ten-seconds"], "one-minute resolution") && strcontains(output.not_native["looks-back-two-days"], "172800 s")
    error_message = "period and window are reasons"
  }
  assert {
    condition     = output.not_native["three-regexes"] == "its pattern has 3 regexes; CloudWatch takes 2"
    error_message = "regexes are a reason"
  }
  assert {
    condition     = output.not_native["four-dimensions"] == "its metric has 4 dimensions; CloudWatch takes 3"
    error_message = "a fourth dimension is a reason"
  }
  assert {
    condition     = join(" ", output.filter_names) == "three-dimensions"
    error_message = "a metric with three dimensions and no alarm is fine"
  }
}

run "rules_are_chosen_by_name_and_tag" {
  command = plan

  variables {
    rule_names = ["two-*"]
    rule_tags  = ["3.3"]
  }

  assert {
    condition     = join(" ", output.filter_names) == "root-account-usage two-alarms"
    error_message = "one by name and one by tag"
  }
  assert {
    condition     = output.not_native["twin"] == "not selected by rule_names or rule_tags"
    error_message = "what was not chosen says so"
  }
}

run "beside_the_engine_only_the_audit_twins" {
  command = plan

  variables {
    modes = ["native"]
  }

  assert {
    condition     = join(" ", output.filter_names) == "twin"
    error_message = "the engine has the others"
  }
  assert {
    condition     = output.not_native["counted-only"] == "its mode is live, which modes leaves out"
    error_message = "what is the engine's says so"
  }
}

run "more_filters_than_the_log_group_takes_are_refused_by_name" {
  command = plan

  variables {
    max_filters = 4
  }

  expect_failures = [terraform_data.limits]
}

run "more_than_five_regexes_are_refused" {
  command = plan

  variables {
    rules_dirs = ["tests/refused/regexes"]
  }

  expect_failures = [terraform_data.limits]
}

run "a_name_that_stands_twice_is_refused" {
  command = plan

  variables {
    rules_dirs = ["tests/refused/duplicates"]
  }

  expect_failures = [terraform_data.limits]
}

run "a_topic_that_is_missing_is_refused" {
  command = plan

  variables {
    topic_arns = { default = "arn:aws:sns:eu-central-1:111122223333:security" }
  }

  expect_failures = [terraform_data.limits]
}

run "an_alarm_that_would_tell_nobody_is_refused" {
  command = plan

  variables {
    rules_dirs = ["tests/refused/untold"]
    topic_arns = {}
  }

  expect_failures = [terraform_data.limits]
}

run "an_override_that_meets_no_rule_is_refused" {
  command = plan

  variables {
    rules_dirs = ["tests/refused/overrides"]
  }

  expect_failures = [terraform_data.limits]
}

run "an_empty_folder_is_refused" {
  command = plan

  variables {
    rules_dirs = ["tests/nowhere"]
  }

  expect_failures = [var.rules_dirs]
}

run "a_fifo_topic_is_refused" {
  command = plan

  variables {
    topic_arns = { default = "arn:aws:sns:eu-central-1:111122223333:security.fifo" }
  }

  expect_failures = [var.topic_arns]
}

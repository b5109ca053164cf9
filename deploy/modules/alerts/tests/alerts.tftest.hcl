mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  name = "security"
}

run "one_topic_and_one_for_health" {
  command = plan

  assert {
    condition     = join(",", keys(aws_sns_topic.this)) == "default,health"
    error_message = "the engine needs its topic and the health topic, no more"
  }
  assert {
    condition     = alltrue([for topic in aws_sns_topic.this : topic.kms_master_key_id == aws_kms_key.alerts.key_id])
    error_message = "every topic must be encrypted with the module's key"
  }
  assert {
    condition     = alltrue([for topic in aws_sns_topic.this : topic.signature_version == 2])
    error_message = "messages must be signed with SHA-256"
  }
  assert {
    condition     = aws_kms_key.alerts.enable_key_rotation
    error_message = "the key must rotate"
  }
}

run "policies_are_these_and_no_others" {
  command = plan

  variables {
    audit_topic = true
    slack       = { team_id = "T07EA123LEP", channel_id = "C07EZ1ABC23" }
  }

  assert {
    condition     = jsondecode(aws_sns_topic_policy.this["default"].policy) == jsondecode(file("tests/policies/topic.json"))
    error_message = "the topic's policy is not that of tests/policies/topic.json"
  }
  assert {
    condition     = jsondecode(aws_kms_key.alerts.policy) == jsondecode(file("tests/policies/key.json"))
    error_message = "the key's policy is not that of tests/policies/key.json"
  }
  assert {
    condition     = jsondecode(aws_sqs_queue_policy.audit[0].policy) == jsondecode(file("tests/policies/audit-queue.json"))
    error_message = "the audit queue's policy is not that of tests/policies/audit-queue.json"
  }
  assert {
    condition     = jsondecode(aws_iam_role.slack[0].assume_role_policy) == jsondecode(file("tests/policies/slack-trust.json"))
    error_message = "the Slack role's trust is not that of tests/policies/slack-trust.json"
  }
}

run "cost_alerts_and_foreign_roles_are_let_in_where_asked_for" {
  command = plan

  variables {
    cost_alerts         = true
    publisher_role_arns = ["arn:aws:iam::444455556666:role/trailwatch-job"]
  }

  assert {
    condition     = jsondecode(aws_sns_topic_policy.this["default"].policy) == jsondecode(file("tests/policies/topic-open-to-costs-and-role.json"))
    error_message = "the topic's policy is not that of tests/policies/topic-open-to-costs-and-role.json"
  }
  assert {
    condition     = jsondecode(aws_kms_key.alerts.policy) == jsondecode(file("tests/policies/key-open-to-costs-and-role.json"))
    error_message = "the key's policy is not that of tests/policies/key-open-to-costs-and-role.json"
  }
  assert {
    condition     = !strcontains(aws_sns_topic_policy.this["health"].policy, "costalerts")
    error_message = "cost alerts have no business in the health topic"
  }
}

run "subscriptions_are_routed_by_severity" {
  command = plan

  variables {
    subscriptions = {
      everybody = { protocol = "email", endpoint = "security@example.com" }
      pager = {
        protocol   = "https", endpoint = "https://events.pagerduty.com/integration/0123456789abcdef/enqueue"
        severities = ["critical", "high"], states = ["ALARM", "OK"], health = true
      }
      robot = { protocol = "lambda", endpoint = "arn:aws:lambda:eu-central-1:111122223333:function:robot", severities = ["low"] }
    }
  }

  assert {
    condition     = join(",", keys(aws_sns_topic_subscription.this)) == "everybody/default,pager/default,pager/health,robot/default"
    error_message = "each subscription listens to the one topic, and to health if it says so"
  }
  assert {
    condition     = aws_sns_topic_subscription.this["everybody/default"].filter_policy == null
    error_message = "who asks for nothing gets everything"
  }
  assert {
    condition = (
      aws_sns_topic_subscription.this["pager/default"].filter_policy == jsonencode({ severity = ["critical", "high"], state = ["ALARM", "OK"] }) &&
      aws_sns_topic_subscription.this["pager/default"].filter_policy_scope == "MessageAttributes"
    )
    error_message = "the pager filters on the message attributes severity and state"
  }
  assert {
    condition     = aws_sns_topic_subscription.this["pager/health"].filter_policy == null
    error_message = "the engine's own alarms are not filtered"
  }
  assert {
    condition     = aws_lambda_permission.this["robot/default"].source_arn == "arn:aws:sns:eu-central-1:111122223333:security"
    error_message = "only this topic may call the function"
  }
}

run "native_alarms_are_routed_by_topic" {
  command = plan

  variables {
    severity_topics = true
    subscriptions = {
      pager = { protocol = "https", endpoint = "https://example.com/hook", severities = ["critical"], states = ["ALARM"] }
    }
    slack = { team_id = "T07EA123LEP", channel_id = "C07EZ1ABC23" }
  }

  assert {
    condition     = join(",", keys(aws_sns_topic.this)) == "critical,default,health,high,info,low,medium"
    error_message = "there must be a topic for each severity"
  }
  assert {
    condition     = join(",", keys(aws_sns_topic_subscription.this)) == "pager/critical,pager/default"
    error_message = "the pager listens to the topics of its severities"
  }
  assert {
    condition = (
      aws_sns_topic_subscription.this["pager/critical"].filter_policy == jsonencode({ NewStateValue = ["ALARM"] }) &&
      aws_sns_topic_subscription.this["pager/critical"].filter_policy_scope == "MessageBody"
    )
    error_message = "CloudWatch's own alarms have no attributes: their state is read from the message"
  }
  assert {
    condition     = length(aws_chatbot_slack_channel_configuration.this[0].sns_topic_arns) == 5
    error_message = "Slack listens to the topics by severity"
  }
}

run "the_audit_topic_has_a_queue_as_its_subscriber" {
  command = plan

  variables {
    audit_topic = true
  }

  assert {
    condition     = aws_sns_topic_subscription.audit[0].protocol == "sqs" && aws_sns_topic.this["audit"].name == "security-audit"
    error_message = "auditors ask for a subscriber"
  }
  assert {
    condition     = aws_sqs_queue.audit[0].kms_master_key_id == aws_kms_key.alerts.key_id
    error_message = "the queue must be encrypted with the module's key"
  }
}

run "clear_text_is_refused" {
  command = plan

  variables {
    subscriptions = { hook = { protocol = "http", endpoint = "http://example.com/hook" } }
  }

  expect_failures = [var.subscriptions]
}

run "an_unknown_severity_is_refused" {
  command = plan

  variables {
    subscriptions = { pager = { protocol = "email", endpoint = "a@example.com", severities = ["urgent"] } }
  }

  expect_failures = [var.subscriptions]
}

run "a_whole_account_as_publisher_is_refused" {
  command = plan

  variables {
    publisher_role_arns = ["arn:aws:iam::444455556666:root"]
  }

  expect_failures = [var.publisher_role_arns]
}

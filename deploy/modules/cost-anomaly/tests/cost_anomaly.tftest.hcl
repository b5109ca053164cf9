mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

run "a_topic_is_told_at_once" {
  command = plan

  variables {
    topic_arn     = "arn:aws:sns:eu-central-1:111122223333:security"
    threshold_usd = 25
  }

  assert {
    condition     = aws_ce_anomaly_subscription.this.frequency == "IMMEDIATE"
    error_message = "a topic takes IMMEDIATE only"
  }
  assert {
    condition     = one(aws_ce_anomaly_subscription.this.subscriber).type == "SNS"
    error_message = "the subscriber must be the topic"
  }
  assert {
    condition     = aws_ce_anomaly_subscription.this.threshold_expression[0].dimension[0].values == toset(["25"])
    error_message = "the threshold is a text in AWS's API"
  }
  assert {
    condition     = length(aws_ce_anomaly_monitor.services) == 1
    error_message = "without an existing monitor one is made"
  }
}

run "an_address_is_told_by_the_day" {
  command = plan

  variables {
    email                = "billing@example.com"
    existing_monitor_arn = "arn:aws:ce::111122223333:anomalymonitor/12345678-90ab-cdef-1234-567890abcdef"
  }

  assert {
    condition     = aws_ce_anomaly_subscription.this.frequency == "DAILY" && one(aws_ce_anomaly_subscription.this.subscriber).type == "EMAIL"
    error_message = "an address takes DAILY or WEEKLY only"
  }
  assert {
    condition     = length(aws_ce_anomaly_monitor.services) == 0 && output.monitor_arn == var.existing_monitor_arn
    error_message = "an account has one service monitor: the existing one is used"
  }
}

run "neither_is_refused" {
  command         = plan
  expect_failures = [var.topic_arn]
}

run "both_are_refused" {
  command = plan

  variables {
    topic_arn = "arn:aws:sns:eu-central-1:111122223333:security"
    email     = "billing@example.com"
  }

  expect_failures = [var.topic_arn]
}

run "email_at_once_is_refused" {
  command = plan

  variables {
    email           = "billing@example.com"
    email_frequency = "IMMEDIATE"
  }

  expect_failures = [var.email_frequency]
}

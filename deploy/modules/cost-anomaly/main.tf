locals {
  make_monitor = var.existing_monitor_arn == null
}

resource "aws_ce_anomaly_monitor" "services" {
  count             = local.make_monitor ? 1 : 0
  name              = var.name
  monitor_type      = "DIMENSIONAL"
  monitor_dimension = "SERVICE"
  tags              = var.tags
}

resource "aws_ce_anomaly_subscription" "this" {
  name             = var.name
  frequency        = var.topic_arn != null ? "IMMEDIATE" : var.email_frequency
  monitor_arn_list = [local.make_monitor ? aws_ce_anomaly_monitor.services[0].arn : var.existing_monitor_arn]
  tags             = var.tags

  subscriber {
    type    = var.topic_arn != null ? "SNS" : "EMAIL"
    address = var.topic_arn != null ? var.topic_arn : var.email
  }

  threshold_expression {
    dimension {
      key           = "ANOMALY_TOTAL_IMPACT_ABSOLUTE"
      match_options = ["GREATER_THAN_OR_EQUAL"]
      values        = [tostring(var.threshold_usd)]
    }
  }
}

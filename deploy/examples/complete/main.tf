# Everything in one account: trail, stream, the engine on Managed Service for Apache Flink, topics with routing by severity,
# Slack, the audit twins that Security Hub and Prowler look for, Config rules and cost anomalies.
locals {
  rules_dirs = ["${path.module}/../../../rules"]
}

module "trail" {
  source = "../../modules/trail"

  name        = var.name
  bucket_name = "${var.name}-trail-${var.bucket_suffix}"
  tags        = var.tags
}

module "stream" {
  source = "../../modules/stream"

  name           = var.name
  log_group_name = module.trail.log_group_name
  tags           = var.tags
}

module "alerts" {
  source = "../../modules/alerts"

  name        = var.name
  audit_topic = true
  cost_alerts = true
  slack       = var.slack
  tags        = var.tags

  subscriptions = {
    pager = {
      protocol   = "https"
      endpoint   = var.pagerduty_url
      severities = ["critical", "high"]
      health     = true
    }
    mail = { protocol = "email", endpoint = var.email, severities = ["medium", "low"], states = ["ALARM"] }
  }
}

module "engine" {
  source = "../../modules/flink-app"

  name             = var.name
  bucket_name      = "${var.name}-engine-${var.bucket_suffix}"
  jar_path         = var.jar_path
  rules_dirs       = local.rules_dirs
  stream_arn       = module.stream.stream_arn
  topic_arns       = merge(module.alerts.topic_arns, { security = module.alerts.topic_arn })
  health_topic_arn = module.alerts.health_topic_arn
  tags             = var.tags

  kms_key_arns = {
    stream = module.stream.kms_key_arn
    topics = [module.alerts.kms_key_arn]
  }
}

# The engine has the alarms; auditors read CloudWatch. These twins exist for them and wake nobody.
module "audit_twins" {
  source = "../../modules/native-alarms"

  rules_dirs     = local.rules_dirs
  modes          = ["native"]
  log_group_name = module.trail.log_group_name
  topic_arns     = merge(module.alerts.topic_arns, { security = module.alerts.topic_arn })
  tags           = var.tags
}

module "config_rules" {
  source = "../../modules/config-rules"

  name              = var.name
  bucket_name       = "${var.name}-config-${var.bucket_suffix}"
  conformance_packs = { CIS-AWS-Foundations-v1-4 = "${path.module}/../../modules/config-rules/packs/cis-v1.4.yaml" }
  tags              = var.tags
}

module "cost_anomaly" {
  source = "../../modules/cost-anomaly"

  name                 = "${var.name}-cost-anomalies"
  existing_monitor_arn = var.cost_monitor_arn
  topic_arn            = module.alerts.topic_arn
  tags                 = var.tags
}

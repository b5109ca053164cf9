# CloudWatch only, no engine: the trail, topics by severity, CloudWatch's own alarms of the shipped rules; cost anomalies and
# Config rules as the second and third layer. A few dollars a month (src/site/markdown/cost.md).
module "security_alerts" {
  source = "../../modules/security-alarms"

  s3_bucket_name  = var.bucket_name
  namespace       = var.namespace
  cloudtrail_name = var.cloudtrail_name

  subscriptions = {
    # Everything that is high or worse, to a mailbox that somebody reads.
    mail = { protocol = "email", endpoint = var.email, severities = ["critical", "high"] }
  }
}

module "cost_anomaly" {
  source = "../../modules/cost-anomaly"

  email                = var.email
  existing_monitor_arn = var.cost_monitor_arn
  threshold_usd        = 10
}

module "config_rules" {
  source = "../../modules/config-rules"

  create_recorder = var.config_bucket_name != null
  bucket_name     = var.config_bucket_name
}

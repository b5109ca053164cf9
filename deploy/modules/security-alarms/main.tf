# Trail, topics and CloudWatch's own alarms in five lines: the cheap route, without the engine.
module "trail" {
  source = "../trail"

  name            = var.cloudtrail_name
  bucket_name     = var.s3_bucket_name
  organization_id = var.organization_id
  tags            = var.tags
}

module "alerts" {
  source = "../alerts"

  name            = var.namespace
  severity_topics = true
  audit_topic     = true
  subscriptions   = var.subscriptions
  tags            = var.tags
}

module "native_alarms" {
  source = "../native-alarms"

  rules_dirs        = coalesce(var.rules_dirs, ["${path.module}/../../../rules"])
  rule_names        = var.rule_names
  rule_tags         = var.rule_tags
  log_group_name    = module.trail.log_group_name
  topic_arns        = module.alerts.topic_arns
  alarm_name_prefix = "${var.namespace}-"
  tags              = var.tags
}

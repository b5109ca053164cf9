# One trail and one engine for a whole organization: applied in the management account, or in the one that CloudTrail's
# administration is delegated to. The accounts' names stand in each alarm, and rules may count by account (rules/).
module "trail" {
  source = "../../modules/trail"

  name            = var.name
  bucket_name     = var.trail_bucket_name
  organization_id = var.organization_id
}

module "stream" {
  source = "../../modules/stream"

  name           = var.name
  log_group_name = module.trail.log_group_name
  shard_count    = var.shard_count
}

module "alerts" {
  source = "../../modules/alerts"

  name = var.name

  subscriptions = {
    everything = { protocol = "email", endpoint = var.email, health = true }
  }
}

module "engine" {
  source = "../../modules/flink-app"

  name          = var.name
  bucket_name   = var.engine_bucket_name
  jar_path      = var.jar_path
  stream_arn    = module.stream.stream_arn
  parallelism   = var.parallelism
  accounts_file = var.accounts_file
  topic_arns = merge(module.alerts.topic_arns, {
    security = module.alerts.topic_arn
    # The twins are CloudWatch's, in each account; the engine only has to know the name.
    audit = module.alerts.topic_arn
  })
  health_topic_arn = module.alerts.health_topic_arn

  # The shipped rules, and beside them the file that makes root.write an alarm for each account.
  rules_dirs = ["${path.module}/../../../rules", "${path.module}/organization"]

  kms_key_arns = {
    stream = module.stream.kms_key_arn
    topics = [module.alerts.kms_key_arn]
  }
}

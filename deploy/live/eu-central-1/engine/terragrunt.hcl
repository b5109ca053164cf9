include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${get_repo_root()}/deploy//modules/flink-app"
}

dependency "stream" {
  config_path = "../stream"

  mock_outputs = {
    stream_arn  = "arn:aws:kinesis:eu-central-1:111122223333:stream/audit"
    kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/11111111-90ab-cdef-1234-567890abcdef"
  }
  mock_outputs_allowed_terraform_commands = ["validate", "plan"]
}

dependency "alerts" {
  config_path = "../alerts"

  mock_outputs = {
    topic_arns       = { default = "arn:aws:sns:eu-central-1:111122223333:security" }
    health_topic_arn = "arn:aws:sns:eu-central-1:111122223333:security-health"
    kms_key_arn      = "arn:aws:kms:eu-central-1:111122223333:key/22222222-90ab-cdef-1234-567890abcdef"
  }
  mock_outputs_allowed_terraform_commands = ["validate", "plan"]
}

inputs = {
  name             = "trailwatch"
  bucket_name      = "trailwatch-${get_aws_account_id()}"
  jar_path         = "${get_repo_root()}/target/trailwatch-flink.jar"
  rules_dirs       = ["${get_repo_root()}/rules"]
  stream_arn       = dependency.stream.outputs.stream_arn
  topic_arns       = dependency.alerts.outputs.topic_arns
  health_topic_arn = dependency.alerts.outputs.health_topic_arn

  kms_key_arns = {
    stream = dependency.stream.outputs.kms_key_arn
    topics = [dependency.alerts.outputs.kms_key_arn]
  }
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  partition  = data.aws_partition.current.partition
  account_id = data.aws_caller_identity.current.account_id
  bucket_arn = "arn:${local.partition}:s3:::${coalesce(var.bucket_name, "none")}"
  recorder   = var.create_recorder ? 1 : 0
}

resource "aws_config_config_rule" "this" {
  for_each         = var.rules
  name             = each.key
  input_parameters = length(each.value.parameters) == 0 ? null : jsonencode(each.value.parameters)
  tags             = var.tags

  source {
    owner             = "AWS"
    source_identifier = each.value.identifier
  }

  dynamic "scope" {
    for_each = length(each.value.resource_types) == 0 ? [] : [each.value.resource_types]

    content {
      compliance_resource_types = scope.value
    }
  }

  # AWS refuses a rule where nothing is recorded.
  depends_on = [aws_config_configuration_recorder_status.this]
}

resource "aws_config_conformance_pack" "this" {
  for_each      = var.conformance_packs
  name          = each.key
  template_body = file(each.value)

  depends_on = [aws_config_configuration_recorder_status.this]
}

# Jar, rules, dead letters and the copy of the checkpoints.
locals {
  bucket_arn = "arn:${data.aws_partition.current.partition}:s3:::${var.engine_bucket_name}"

  rule_files = { for file in fileset(var.rules_dir, "**/*.{yaml,yml}") : file => "${var.rules_dir}/${file}"
  if !contains(split("/", dirname(file)), "tests") }

  application_properties = [
    { PropertyGroupId = "trailwatch.source", PropertyMap = {
      "type"             = "kinesis"
      "stream.arn"       = module.stream.stream_arn
      "aws.region"       = var.region
      "initial.position" = "TRIM_HORIZON"
    } },
    { PropertyGroupId = "trailwatch.rules", PropertyMap = { "location" = "s3://${var.engine_bucket_name}/rules/" } },
    { PropertyGroupId = "trailwatch.sink", PropertyMap = merge(
      { "type" = "sns", "aws.region" = var.region, "topic.security" = module.alerts.topic_arn, "topic.audit" = module.alerts.topic_arn },
      { for name, arn in module.alerts.topic_arns : "topic.${name}" => arn },
    ) },
    { PropertyGroupId = "trailwatch.dead-letter", PropertyMap = { "location" = "s3://${var.engine_bucket_name}/dead-letter/" } },
    { PropertyGroupId = "trailwatch.runtime", PropertyMap = {
      "account.id"     = data.aws_caller_identity.current.account_id
      "region"         = var.region
      "checkpoint.dir" = "/var/lib/trailwatch/checkpoints"
    } },
  ]
}

resource "aws_s3_bucket" "engine" {
  bucket = var.engine_bucket_name
}

resource "aws_s3_bucket_public_access_block" "engine" {
  bucket                  = aws_s3_bucket.engine.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "engine" {
  bucket = aws_s3_bucket.engine.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_versioning" "engine" {
  bucket = aws_s3_bucket.engine.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "engine" {
  bucket = aws_s3_bucket.engine.id

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  depends_on = [aws_s3_bucket_versioning.engine]
}

resource "aws_s3_bucket_policy" "engine" {
  bucket = aws_s3_bucket.engine.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "NothingWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      # A denial is widest with a star: every action, by everybody, on the bucket and on each object in it.
      Action    = "s3:*"
      Resource  = [local.bucket_arn, "${local.bucket_arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.engine]
}

resource "aws_s3_object" "jar" {
  bucket      = aws_s3_bucket.engine.id
  key         = "jar/trailwatch-${filemd5(var.jar_path)}.jar"
  source      = var.jar_path
  source_hash = filemd5(var.jar_path)
}

resource "aws_s3_object" "rules" {
  for_each     = local.rule_files
  bucket       = aws_s3_bucket.engine.id
  key          = "rules/${each.key}"
  source       = each.value
  source_hash  = filemd5(each.value)
  content_type = "application/yaml"
}

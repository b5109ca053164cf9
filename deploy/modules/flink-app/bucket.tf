# The application's own bucket: jar, rules, account names, dead letters.
locals {
  # As the job reads a folder: *.yaml and *.yml, nothing below a folder named tests.
  rule_files = merge([for dir in var.rules_dirs : {
    for file in fileset(dir, "**/*.{yaml,yml}") : "rules/${basename(abspath(dir))}/${file}" => "${dir}/${file}"
    if !contains(split("/", dirname(file)), "tests")
  }]...)
  accounts_key = var.accounts_file == null ? null : "accounts/${basename(var.accounts_file)}"
}

resource "aws_s3_bucket" "code" {
  bucket        = var.bucket_name
  force_destroy = var.force_destroy
  tags          = var.tags
}

resource "aws_s3_bucket_public_access_block" "code" {
  bucket                  = aws_s3_bucket.code.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "code" {
  bucket = aws_s3_bucket.code.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "code" {
  bucket = aws_s3_bucket.code.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.code.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "code" {
  bucket = aws_s3_bucket.code.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "code" {
  bucket = aws_s3_bucket.code.id

  rule {
    id     = "dead-letters"
    status = "Enabled"

    filter {
      prefix = "dead-letter/"
    }
    expiration {
      days = var.dead_letter_days
    }
    noncurrent_version_expiration {
      noncurrent_days = 1
    }
  }

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
    noncurrent_version_expiration {
      noncurrent_days = 365
    }
  }

  depends_on = [aws_s3_bucket_versioning.code]
}

resource "aws_s3_bucket_policy" "code" {
  bucket = aws_s3_bucket.code.id

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

  depends_on = [aws_s3_bucket_public_access_block.code]
}

resource "aws_s3_object" "jar" {
  bucket      = aws_s3_bucket.code.id
  key         = local.jar_key
  source      = var.jar_path
  source_hash = filemd5(var.jar_path)
  tags        = var.tags

  depends_on = [aws_s3_bucket_server_side_encryption_configuration.code]
}

resource "aws_s3_object" "rules" {
  for_each     = local.rule_files
  bucket       = aws_s3_bucket.code.id
  key          = each.key
  source       = each.value
  source_hash  = filemd5(each.value)
  content_type = "application/yaml"
  tags         = var.tags

  depends_on = [aws_s3_bucket_server_side_encryption_configuration.code]
}

resource "aws_s3_object" "accounts" {
  count       = var.accounts_file == null ? 0 : 1
  bucket      = aws_s3_bucket.code.id
  key         = local.accounts_key
  source      = var.accounts_file
  source_hash = filemd5(var.accounts_file)
  tags        = var.tags

  depends_on = [aws_s3_bucket_server_side_encryption_configuration.code]
}

# One key for the bucket and the application's log.
resource "aws_kms_key" "code" {
  description             = "Jar, rules, dead letters and log of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = var.tags

  # In a key policy the resource "*" means this key and no other.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # Hands the key over to the account's IAM policies. Without it nobody could ever change the key again.
        Sid       = "TheAccountAdministersTheKey"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "TheLogGroupEncrypts"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
        Resource  = "*"
        Condition = { ArnEquals = { "kms:EncryptionContext:aws:logs:arn" = local.log_group_arn } }
      },
    ]
  })
}

resource "aws_kms_alias" "code" {
  name          = "alias/${replace(var.name, ".", "-")}-app"
  target_key_id = aws_kms_key.code.key_id
}

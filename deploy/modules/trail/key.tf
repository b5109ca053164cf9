# One key for the bucket and the log group.
resource "aws_kms_key" "trail" {
  description             = "Audit log of the trail ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = var.tags
}

resource "aws_kms_alias" "trail" {
  name          = "alias/${replace(var.name, ".", "-")}-trail"
  target_key_id = aws_kms_key.trail.key_id
}

# In a key policy the resource "*" means this key and no other.
resource "aws_kms_key_policy" "trail" {
  key_id = aws_kms_key.trail.key_id

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
        Sid       = "CloudTrailEncrypts"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "kms:GenerateDataKey*"
        Resource  = "*"
        Condition = {
          StringEquals = { "aws:SourceArn" = local.trail_arn }
          StringLike = {
            # The star: a trail of every region is written from every region. With an organization the account stays the
            # one that owns the trail.
            "kms:EncryptionContext:aws:cloudtrail:arn" = "arn:${local.partition}:cloudtrail:*:${local.account_id}:trail/${var.name}"
          }
        }
      },
      {
        # With a bucket key S3 unwraps the bucket's key for each batch of files, on CloudTrail's behalf.
        Sid       = "CloudTrailUnwrapsTheBucketKey"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
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

# The log group that metric filters and the subscription read, and the role by which CloudTrail writes to it.
resource "aws_cloudwatch_log_group" "trail" {
  name              = local.log_group_name
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.trail.arn
  tags              = var.tags

  depends_on = [aws_kms_key_policy.trail]
}

# Assumed by CloudTrail. CloudTrail sends neither aws:SourceArn nor aws:SourceAccount when it assumes this role, so a
# condition on them would stop the delivery; what the role may do is bound to this trail's log streams instead.
resource "aws_iam_role" "delivery" {
  name = "${var.name}-cloudtrail-delivery"
  tags = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "CloudTrailAssumesIt"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "delivery" {
  name = "write-log-events"
  role = aws_iam_role.delivery.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "WriteLogEvents"
      Effect = "Allow"
      Action = ["logs:CreateLogStream", "logs:PutLogEvents"]
      # CloudTrail names its streams ACCOUNT_CloudTrail_REGION, with a number behind it when one is not enough; the members
      # of an organization write to ORGANIZATION_ACCOUNT_CloudTrail_REGION.
      Resource = concat(
        ["${local.log_group_arn}:log-stream:${local.account_id}_CloudTrail_*"],
        var.organization_id == null ? [] : ["${local.log_group_arn}:log-stream:${var.organization_id}_*"],
      )
    }]
  })
}

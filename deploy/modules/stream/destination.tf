# What other accounts subscribe their log groups to: they can't name the stream itself.
resource "aws_cloudwatch_log_destination" "this" {
  count      = local.cross_account ? 1 : 0
  name       = var.name
  role_arn   = aws_iam_role.subscription.arn
  target_arn = aws_kinesis_stream.this.arn
  tags       = var.tags

  depends_on = [aws_iam_role_policy.subscription]
}

resource "aws_cloudwatch_log_destination_policy" "this" {
  count            = local.cross_account ? 1 : 0
  destination_name = aws_cloudwatch_log_destination.this[0].name

  access_policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      length(var.source_account_ids) == 0 ? [] : [{
        Sid       = "TheseAccountsSubscribe"
        Effect    = "Allow"
        Principal = { AWS = sort(var.source_account_ids) }
        Action    = "logs:PutSubscriptionFilter"
        Resource  = "arn:${local.partition}:logs:${local.region}:${local.account_id}:destination:${var.name}"
      }],
      var.source_organization_id == null ? [] : [{
        # Everybody, but only of this organization: the form that CloudWatch Logs asks for.
        Sid       = "TheOrganizationSubscribes"
        Effect    = "Allow"
        Principal = "*"
        Action    = "logs:PutSubscriptionFilter"
        Resource  = "arn:${local.partition}:logs:${local.region}:${local.account_id}:destination:${var.name}"
        Condition = { StringEquals = { "aws:PrincipalOrgID" = var.source_organization_id } }
      }],
    )
  })
}

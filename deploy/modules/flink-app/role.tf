# Assumed by Managed Service for Apache Flink for this application, and by nothing else: it reads the stream, the jar and the
# rules, publishes to the topics, writes dead letters and its own log.
resource "aws_iam_role" "job" {
  name = "${var.name}-job"
  tags = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ThisApplicationAssumesIt"
      Effect    = "Allow"
      Principal = { Service = "kinesisanalytics.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account_id }
        ArnEquals    = { "aws:SourceArn" = local.application_arn }
      }
    }]
  })
}

resource "aws_iam_role_policy" "job" {
  name = "job"
  role = aws_iam_role.job.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid    = "ReadTheStream"
          Effect = "Allow"
          Action = [
            "kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator",
            "kinesis:ListShards",
          ]
          Resource = var.stream_arn
        },
        {
          Sid    = "ReadJarRulesAndAccountNames"
          Effect = "Allow"
          Action = ["s3:GetObject", "s3:GetObjectVersion"]
          # The stars stand for what is uploaded there: jars by their md5, rule files by their names.
          Resource = ["${local.bucket_arn}/jar/*", "${local.bucket_arn}/rules/*", "${local.bucket_arn}/accounts/*"]
        },
        {
          # Only this folder, which is what the star in the condition says.
          Sid       = "ListTheRules"
          Effect    = "Allow"
          Action    = "s3:ListBucket"
          Resource  = local.bucket_arn
          Condition = { StringLike = { "s3:prefix" = ["rules", "rules/*"] } }
        },
        {
          Sid    = "WriteDeadLetters"
          Effect = "Allow"
          Action = "s3:PutObject"
          # The star stands for the dead letters' names, which the job makes of day and number.
          Resource = "${local.bucket_arn}/dead-letter/*"
        },
        {
          Sid       = "UseTheBucketsKey"
          Effect    = "Allow"
          Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
          Resource  = aws_kms_key.code.arn
          Condition = { StringEquals = { "kms:ViaService" = "s3.${local.region}.amazonaws.com" } }
        },
        {
          Sid      = "Publish"
          Effect   = "Allow"
          Action   = "sns:Publish"
          Resource = distinct(concat(sort(values(var.topic_arns)), [var.health_topic_arn]))
        },
        {
          Sid      = "WriteTheOwnLog"
          Effect   = "Allow"
          Action   = ["logs:DescribeLogStreams", "logs:PutLogEvents"]
          Resource = [local.log_group_arn, "${local.log_group_arn}:log-stream:${aws_cloudwatch_log_stream.job.name}"]
        },
        {
          # The service lists log groups before it writes; AWS offers no narrower resource for that action.
          Sid      = "FindTheOwnLog"
          Effect   = "Allow"
          Action   = "logs:DescribeLogGroups"
          Resource = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:*"
        },
      ],
      var.enhanced_fan_out ? [
        {
          Sid      = "RegisterTheConsumer"
          Effect   = "Allow"
          Action   = ["kinesis:RegisterStreamConsumer", "kinesis:ListStreamConsumers"]
          Resource = var.stream_arn
        },
        {
          Sid    = "ReadAsTheConsumer"
          Effect = "Allow"
          Action = ["kinesis:DeregisterStreamConsumer", "kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"]
          # The star stands for the consumer's name and the time of its registration, which AWS adds.
          Resource = "${var.stream_arn}/consumer/*"
        },
      ] : [],
      var.kms_key_arns.stream == null ? [] : [{
        Sid       = "DecryptTheStream"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = var.kms_key_arns.stream
        Condition = { StringEquals = { "kms:ViaService" = "kinesis.${split(":", var.stream_arn)[3]}.amazonaws.com" } }
      }],
      length(var.kms_key_arns.topics) == 0 ? [] : [{
        Sid       = "EncryptTheNotifications"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = var.kms_key_arns.topics
        Condition = { StringEquals = { "kms:ViaService" = "sns.${local.region}.amazonaws.com" } }
      }],
    )
  })
}

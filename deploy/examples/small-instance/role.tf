# Assumed by the instance: it reads the stream, its jar and its rules, publishes, and keeps its checkpoints' copy.
resource "aws_iam_role" "engine" {
  name = "${local.name}-instance"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "InstancesAssumeIt"
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_instance_profile" "engine" {
  name = "${local.name}-instance"
  role = aws_iam_role.engine.name
}

# AWS's own policy for Session Manager, so that no port has to be open for whoever must look at the machine.
resource "aws_iam_role_policy_attachment" "session_manager" {
  role       = aws_iam_role.engine.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_role_policy" "engine" {
  name = "engine"
  role = aws_iam_role.engine.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ReadTheStream"
        Effect = "Allow"
        Action = [
          "kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator",
          "kinesis:ListShards",
        ]
        Resource = module.stream.stream_arn
      },
      {
        Sid    = "ReadJarRulesAndCheckpoints"
        Effect = "Allow"
        Action = "s3:GetObject"
        # The stars stand for what lies there: the jar by its md5, rule files by their names, checkpoints by their numbers.
        Resource = ["${local.bucket_arn}/jar/*", "${local.bucket_arn}/rules/*", "${local.bucket_arn}/checkpoints/*"]
      },
      {
        Sid    = "WriteDeadLettersAndCheckpoints"
        Effect = "Allow"
        Action = "s3:PutObject"
        # The stars stand for the names that the engine and the copy of its checkpoints give.
        Resource = ["${local.bucket_arn}/dead-letter/*", "${local.bucket_arn}/checkpoints/*"]
      },
      {
        # Only these folders, which is what the stars in the condition say.
        Sid       = "ListRulesAndCheckpoints"
        Effect    = "Allow"
        Action    = "s3:ListBucket"
        Resource  = local.bucket_arn
        Condition = { StringLike = { "s3:prefix" = ["rules", "rules/*", "checkpoints/*"] } }
      },
      {
        Sid      = "Publish"
        Effect   = "Allow"
        Action   = "sns:Publish"
        Resource = values(module.alerts.topic_arns)
      },
      {
        Sid       = "DecryptTheStream"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = module.stream.kms_key_arn
        Condition = { StringEquals = { "kms:ViaService" = "kinesis.${var.region}.amazonaws.com" } }
      },
      {
        Sid       = "EncryptTheNotifications"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = module.alerts.kms_key_arn
        Condition = { StringEquals = { "kms:ViaService" = "sns.${var.region}.amazonaws.com" } }
      },
    ]
  })
}

# The cheap streaming route: the same engine as a service on one small instance, with checkpoints on its disk and a copy of
# them in S3. One machine instead of a managed service: a reboot or its loss costs minutes, and you patch it.
locals {
  name = var.name
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

module "trail" {
  source = "../../modules/trail"

  name        = local.name
  bucket_name = var.trail_bucket_name
}

module "stream" {
  source = "../../modules/stream"

  name            = local.name
  log_group_name  = module.trail.log_group_name
  retention_hours = var.retention_hours
}

module "alerts" {
  source = "../../modules/alerts"

  name = local.name

  subscriptions = {
    everything = { protocol = "email", endpoint = var.email, health = true }
  }
}

# The newest Amazon Linux for this processor. An image is taken when the instance is made; later ones come by dnf.
data "aws_ssm_parameter" "image" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
}

resource "aws_instance" "engine" {
  ami                         = data.aws_ssm_parameter.image.insecure_value
  instance_type               = var.instance_type
  subnet_id                   = var.subnet_id
  vpc_security_group_ids      = [aws_security_group.engine.id]
  iam_instance_profile        = aws_iam_instance_profile.engine.name
  user_data_replace_on_change = true
  monitoring                  = true
  ebs_optimized               = true
  tags                        = { Name = local.name }

  user_data = templatefile("${path.module}/user-data.sh.tftpl", {
    bucket = var.engine_bucket_name
    region = var.region
    jar    = aws_s3_object.jar.key
    # The configuration in the form of application_properties.json, as on Managed Flink.
    config  = jsonencode(local.application_properties)
    service = file("${path.module}/trailwatch.service")
    backup  = file("${path.module}/backup-checkpoint.sh")
    restore = file("${path.module}/restore-checkpoint.sh")
  })

  metadata_options {
    http_tokens                 = "required" # no credentials for a request that was smuggled in
    http_put_response_hop_limit = 1
  }

  root_block_device {
    encrypted   = true
    volume_size = 20
    volume_type = "gp3"
  }

  lifecycle {
    ignore_changes = [ami]
  }

  # Its script fetches the jar as soon as the machine stands.
  depends_on = [aws_s3_object.jar, aws_s3_object.rules, aws_iam_role_policy.engine]
}

# Nothing may come in: who must, comes by Session Manager. Out goes HTTPS, to AWS.
resource "aws_security_group" "engine" {
  name        = local.name
  description = "Trailwatch: no way in, HTTPS out"
  vpc_id      = var.vpc_id
  ingress     = []

  egress {
    description = "HTTPS to the AWS APIs and package mirrors, whose addresses change"
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# The instance is dead or its processor stands still: CloudWatch notices, and starts it on other hardware where it can.
resource "aws_cloudwatch_metric_alarm" "instance" {
  alarm_name          = "${local.name}-instance"
  alarm_description   = "The engine's instance fails its status checks: no alarm of any rule would come."
  namespace           = "AWS/EC2"
  metric_name         = "StatusCheckFailed"
  dimensions          = { InstanceId = aws_instance.engine.id }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "breaching"
  alarm_actions       = [module.alerts.health_topic_arn]
  ok_actions          = [module.alerts.health_topic_arn]
}

# Nobody reads the stream: the service is down although its machine stands.
resource "aws_cloudwatch_metric_alarm" "reads" {
  alarm_name          = "${local.name}-reads"
  alarm_description   = "The engine doesn't read its stream: journalctl -u trailwatch on the instance says why."
  namespace           = "AWS/Kinesis"
  metric_name         = "GetRecords.Success"
  dimensions          = { StreamName = module.stream.stream_name }
  statistic           = "SampleCount"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [module.alerts.health_topic_arn]
  ok_actions          = [module.alerts.health_topic_arn]
}

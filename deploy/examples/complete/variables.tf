variable "region" {
  description = "Region of everything."
  type        = string
  default     = "eu-central-1"
}

variable "name" {
  description = "Name of the trail, the stream, the topics and the application."
  type        = string
  default     = "trailwatch"
}

variable "bucket_suffix" {
  description = "What makes the buckets' names free in all of AWS, such as the account's id."
  type        = string
}

variable "jar_path" {
  description = "Path of target/trailwatch-flink.jar, as mvn package leaves it."
  type        = string
  default     = "../../../target/trailwatch-flink.jar"
}

variable "email" {
  description = "Who reads what can wait."
  type        = string
}

variable "pagerduty_url" {
  description = "PagerDuty's integration URL for CloudWatch: https://events.pagerduty.com/integration/KEY/enqueue."
  type        = string
}

variable "slack" {
  description = "The Slack channel; its workspace has to be connected once by hand in AWS Chatbot's console."
  type        = object({ team_id = string, channel_id = string })
  default     = null
}

variable "cost_monitor_arn" {
  description = "ARN of the account's cost anomaly monitor, where AWS has made one."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags for everything."
  type        = map(string)
  default     = { application = "trailwatch" }
}

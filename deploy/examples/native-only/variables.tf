variable "region" {
  description = "Region of the trail and the alarms."
  type        = string
  default     = "eu-central-1"
}

variable "bucket_name" {
  description = "Name of the trail's bucket."
  type        = string
}

variable "namespace" {
  description = "Name of the topics, and prefix of the alarms' names."
  type        = string
  default     = "security"
}

variable "cloudtrail_name" {
  description = "Name of the trail."
  type        = string
  default     = "audit"
}

variable "email" {
  description = "Who is told."
  type        = string
}

variable "cost_monitor_arn" {
  description = "ARN of the account's cost anomaly monitor, where AWS has made one."
  type        = string
  default     = null
}

variable "config_bucket_name" {
  description = "Name of the bucket for AWS Config; leave it out where the account records already."
  type        = string
  default     = null
}

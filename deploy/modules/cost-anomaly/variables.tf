variable "name" {
  description = "Name of the subscription, and of the monitor if one is made."
  type        = string
  default     = "cost-anomalies"
}

variable "existing_monitor_arn" {
  description = "ARN of the account's service monitor. An account has one only, and AWS has made it in many (look with: aws ce get-anomaly-monitors). Without it the module makes one."
  type        = string
  default     = null

  validation {
    condition     = var.existing_monitor_arn == null || can(regex("^arn:[a-z-]+:ce::[0-9]{12}:anomalymonitor/", var.existing_monitor_arn))
    error_message = "existing_monitor_arn must be the ARN of an anomaly monitor."
  }
}

variable "topic_arn" {
  description = "ARN of the topic to tell, at once. Its policy must let costalerts.amazonaws.com publish (cost_alerts of alerts). Either this or email."
  type        = string
  default     = null

  validation {
    condition     = (var.topic_arn == null) != (var.email == null)
    error_message = "give exactly one of topic_arn and email: AWS tells a topic at once and an address by the day or week, never both in one subscription."
  }
}

variable "email" {
  description = "E-mail address to tell, by the day or week. Either this or topic_arn."
  type        = string
  default     = null

  validation {
    condition     = var.email == null || can(regex("^[^@ ]+@[^@ ]+$", var.email))
    error_message = "email must be an e-mail address."
  }
}

variable "email_frequency" {
  description = "DAILY or WEEKLY; only for email."
  type        = string
  default     = "DAILY"

  validation {
    condition     = contains(["DAILY", "WEEKLY"], var.email_frequency)
    error_message = "email_frequency must be DAILY or WEEKLY: AWS refuses e-mail at once."
  }
}

variable "threshold_usd" {
  description = "Total impact, in US dollars, from which an anomaly is told."
  type        = number
  default     = 10

  validation {
    condition     = var.threshold_usd >= 0
    error_message = "threshold_usd must be 0 or more."
  }
}

variable "tags" {
  description = "Tags for everything the module makes."
  type        = map(string)
  default     = {}
}

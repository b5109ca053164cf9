variable "name" {
  description = "Name of the topic. The other topics, the queue and the key are named after it."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,60}$", var.name))
    error_message = "name must be 1 to 60 characters: letters, digits, underscores and dashes."
  }
}

variable "subscriptions" {
  description = <<-EOT
    Who is told, by a name of your choice. `protocol` is email, https, sqs, lambda or sms; `endpoint` an address, URL or ARN.
    `severities` and `states` say what of: critical, high, medium, low, info; ALARM, OK, INSUFFICIENT_DATA; empty means all.
    `health` adds the engine's own alarms. E-mail has to be confirmed by its reader.
  EOT
  type = map(object({
    protocol   = string
    endpoint   = string
    severities = optional(set(string), [])
    states     = optional(set(string), [])
    health     = optional(bool, false)
  }))
  default = {}

  validation {
    condition     = alltrue([for s in var.subscriptions : contains(["email", "https", "sqs", "lambda", "sms"], s.protocol)])
    error_message = "protocol must be email, https, sqs, lambda or sms; plain http would send the alarm in clear text."
  }
  validation {
    condition     = alltrue([for s in var.subscriptions : s.protocol != "https" || startswith(s.endpoint, "https://")])
    error_message = "the endpoint of an https subscription must begin with https://."
  }
  validation {
    condition     = alltrue([for s in var.subscriptions : length(setsubtract(s.severities, ["critical", "high", "medium", "low", "info"])) == 0])
    error_message = "severities may hold critical, high, medium, low and info only."
  }
  validation {
    condition     = alltrue([for s in var.subscriptions : length(setsubtract(s.states, ["ALARM", "OK", "INSUFFICIENT_DATA"])) == 0])
    error_message = "states may hold ALARM, OK and INSUFFICIENT_DATA only."
  }
}

variable "severity_topics" {
  description = "Make one more topic for each severity. CloudWatch's own alarms send no message attributes, so native-alarms routes by topic; the engine needs the one topic only."
  type        = bool
  default     = false
}

variable "audit_topic" {
  description = "Make a topic for the audit twins (native alarms that exist for auditors), with a queue as its subscriber, so that it has one and wakes nobody."
  type        = bool
  default     = false
}

variable "cost_alerts" {
  description = "Let AWS Cost Anomaly Detection publish to the topic (see cost-anomaly)."
  type        = bool
  default     = false
}

variable "publisher_role_arns" {
  description = "Roles of other accounts that may publish. A role of this account needs none: its own policy is enough."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.publisher_role_arns : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/", arn))])
    error_message = "publisher_role_arns must be ARNs of roles: no stars, no whole accounts."
  }
}

variable "slack" {
  description = "A Slack channel to tell through AWS Chatbot (Amazon Q Developer in chat applications). The workspace has to be connected once by hand in its console."
  type = object({
    team_id    = string
    channel_id = string
  })
  default = null
}

variable "tags" {
  description = "Tags for everything the module makes."
  type        = map(string)
  default     = {}
}

variable "rules_dirs" {
  description = "Folders of rule files: the same that the engine reads. Files below a folder named tests are tests, not rules."
  type        = list(string)

  validation {
    condition     = sum(concat([0], [for dir in var.rules_dirs : length(fileset(dir, "**/*.{yaml,yml}"))])) > 0
    error_message = "rules_dirs hold no *.yaml file: there would be no alarm at all."
  }
}

variable "log_group_name" {
  description = "Name of the log group that the trail writes to (output of trail)."
  type        = string
}

variable "topic_arns" {
  description = "ARN of each topic by the name that rules use for it. A rule without actions of its own uses the topic of its severity, else default (output topic_arns of alerts)."
  type        = map(string)

  validation {
    condition     = alltrue([for arn in values(var.topic_arns) : can(regex("^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", arn))])
    error_message = "topic_arns must be ARNs of standard SNS topics; CloudWatch alarms can't publish to a FIFO topic by themselves."
  }
}

variable "rule_names" {
  description = "Names of the rules to take; * stands for any text. A rule is taken when its name or one of its tags is chosen."
  type        = list(string)
  default     = ["*"]
}

variable "rule_tags" {
  description = "Tags of the rules to take, besides rule_names: a tag (\"cis\") or a value of one (\"T1580\"), as the overrides of rule files name them."
  type        = list(string)
  default     = []
}

variable "modes" {
  description = "Which rules: live ones (the engine's, here as CloudWatch's own) and native ones (audit twins, which the engine leaves to CloudWatch). Beside a running engine take native only."
  type        = set(string)
  default     = ["live", "native"]

  validation {
    condition     = length(setsubtract(var.modes, ["live", "native"])) == 0
    error_message = "modes may hold live and native only."
  }
}

variable "max_filters" {
  description = "Metric filters that the log group has room for. AWS allows 100; take off those that it has already."
  type        = number
  default     = 100

  validation {
    condition     = var.max_filters >= 1 && var.max_filters <= 100
    error_message = "max_filters must be 1 to 100, which is AWS's own limit for a log group."
  }
}

variable "alarm_name_prefix" {
  description = "Text before each alarm's name, such as the account's."
  type        = string
  default     = ""
}

variable "tags" {
  description = "Tags for everything the module makes."
  type        = map(string)
  default     = {}
}

variable "name" {
  description = "Name of the application. The role, the log group, the alarms and the dashboard are named after it."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_.-]{1,40}$", var.name))
    error_message = "name must be 1 to 40 characters: letters, digits, underscores, dots and dashes."
  }
}

variable "bucket_name" {
  description = "Name of the bucket for the jar, the rules and the dead letters. The module makes it; it must be free in all of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "bucket_name must be 3 to 63 characters: lower-case letters, digits, dots and dashes, beginning and ending with a letter or digit."
  }
}

variable "jar_path" {
  description = "Path of target/trailwatch-flink.jar, as mvn package leaves it."
  type        = string

  validation {
    condition     = endswith(var.jar_path, ".jar") && fileexists(var.jar_path)
    error_message = "jar_path must be an existing file that ends with .jar: build it with mvn package."
  }
}

variable "stream_arn" {
  description = "ARN of the Kinesis stream that carries the log events (output of stream)."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[A-Za-z0-9_.-]+$", var.stream_arn))
    error_message = "stream_arn must be the ARN of a Kinesis stream."
  }
}

variable "topic_arns" {
  description = "ARN of each topic by the name that rules use for it. A rule without actions of its own uses the topic of its severity, else default (output topic_arns of alerts)."
  type        = map(string)

  validation {
    condition     = length(var.topic_arns) > 0 && alltrue([for arn in values(var.topic_arns) : can(regex("^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+(\\.fifo)?$", arn))])
    error_message = "topic_arns must hold at least one topic, each as the ARN of an SNS topic, without stars."
  }
}

variable "health_topic_arn" {
  description = "ARN of the topic for the alarms on the engine itself. Best another one than the rules': who mends the engine is seldom who answers its alarms."
  type        = string
}

variable "kms_key_arns" {
  description = "ARNs of the keys of the stream and of the topics, so that the job may use them."
  type = object({
    stream = optional(string)
    topics = optional(list(string), [])
  })
  default = {}
}

variable "rules_dirs" {
  description = "Folders of rule files to upload, the shipped ones and your own; files below a folder named tests stay at home. Leave it out where something else puts rules to rules_uri."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for dir in var.rules_dirs : length(fileset(dir, "**/*.{yaml,yml}")) > 0])
    error_message = "a folder of rules_dirs holds no *.yaml file: the job would refuse to start without rules."
  }
  validation {
    condition     = length(distinct([for dir in var.rules_dirs : basename(abspath(dir))])) == length(var.rules_dirs)
    error_message = "the folders of rules_dirs must differ in their last names, by which they stand in the bucket."
  }
}

variable "accounts_file" {
  description = "File with account names (CSV or the JSON of organizations list-accounts) to upload, so that alarms say names instead of numbers."
  type        = string
  default     = null
}

variable "initial_position" {
  description = "Where the job begins when it has no snapshot: LATEST, or TRIM_HORIZON for everything that the stream still has."
  type        = string
  default     = "TRIM_HORIZON"

  validation {
    condition     = contains(["LATEST", "TRIM_HORIZON"], var.initial_position)
    error_message = "initial_position must be LATEST or TRIM_HORIZON."
  }
}

variable "enhanced_fan_out" {
  description = "Read the stream by enhanced fan-out instead of polling: faster by some 100 ms, paid for by shard and hour."
  type        = bool
  default     = false
}

variable "time" {
  description = "Settings of the property group trailwatch.time by their names (event.time, lateness, allowed.lateness, trail.silent.after). What is left out keeps the job's default."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.time), ["event.time", "lateness", "allowed.lateness", "trail.silent.after"])) == 0
    error_message = "time may hold event.time, lateness, allowed.lateness and trail.silent.after only: the job refuses a key it doesn't know."
  }
}

variable "rules_poll_interval" {
  description = "How often the job looks for changed rules, such as \"10 s\". Leave it out for the job's default."
  type        = string
  default     = null
}

variable "rule_metrics" {
  description = "Names of rules, such as \"root.*\", whose matches the job counts each as a metric of its own, matches.NAME. AWS bills each."
  type        = list(string)
  default     = []
}

variable "inflater" {
  description = "What unpacks gzip records: \"zlib\", the JDK's decoder, or \"own\", the job's faster one. Leave it out for the job's default."
  type        = string
  default     = null

  validation {
    condition     = var.inflater == null ? true : contains(["own", "zlib"], var.inflater)
    error_message = "inflater is \"own\" or \"zlib\"."
  }
}

variable "parallelism" {
  description = "Parallelism of the job; one KPU each. One account's trail needs 1."
  type        = number
  default     = 1

  validation {
    condition     = var.parallelism >= 1 && var.parallelism <= 64 && floor(var.parallelism) == var.parallelism
    error_message = "parallelism must be a whole number from 1 to 64, the service's default limit."
  }
}

variable "start" {
  description = "Start the application. Without it Terraform makes it and leaves it stopped."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "Days that the application's own log is kept."
  type        = number
  default     = 365

  validation {
    condition = contains(
      [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
      var.log_retention_days
    )
    error_message = "log_retention_days must be one of the numbers of days that CloudWatch Logs offers, such as 90, 365 or 731."
  }
}

variable "dead_letter_days" {
  description = "Days that records which could not be decoded are kept."
  type        = number
  default     = 90

  validation {
    condition     = var.dead_letter_days >= 1
    error_message = "dead_letter_days must be at least 1."
  }
}

variable "max_lag_seconds" {
  description = "Age of the oldest unread record from which the engine counts as behind."
  type        = number
  default     = 300
}

variable "force_destroy" {
  description = "Let terraform destroy delete the bucket with rules and dead letters in it."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags for everything the module makes."
  type        = map(string)
  default     = {}
}

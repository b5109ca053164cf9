variable "name" {
  description = "Name of the stream. The roles, the key and the subscription filter are named after it."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{1,40}$", var.name))
    error_message = "name must be 1 to 40 characters: letters, digits, underscores, dots and dashes."
  }
}

variable "log_group_name" {
  description = "Name of the log group to subscribe to, in this account and region; it may exist already. A log group takes two subscription filters. Leave it out where only other accounts send (see source_account_ids, source_organization_id)."
  type        = string
  default     = null

  validation {
    condition     = var.log_group_name != null || length(var.source_account_ids) > 0 || var.source_organization_id != null
    error_message = "give a log_group_name, source_account_ids or a source_organization_id: without one nobody sends to the stream."
  }
}

variable "source_account_ids" {
  description = "Other accounts that may send their log groups to this stream, through the output destination_arn."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for id in var.source_account_ids : can(regex("^[0-9]{12}$", id))])
    error_message = "source_account_ids must be account ids of twelve digits."
  }
}

variable "source_organization_id" {
  description = "An organization each of whose accounts may send to this stream, through the output destination_arn."
  type        = string
  default     = null

  validation {
    condition     = var.source_organization_id == null || can(regex("^o-[a-z0-9]{10,32}$", var.source_organization_id))
    error_message = "source_organization_id must look like o-a1b2c3d4e5."
  }
}

variable "filter_pattern" {
  description = "Filter pattern of the subscription. Empty sends every event, which is what counts, ratios and the dead man's switch need."
  type        = string
  default     = ""
}

variable "shard_count" {
  description = "Number of shards; one takes 1 MB/s, far more than one account's trail. 0 means on-demand capacity."
  type        = number
  default     = 1

  validation {
    condition     = var.shard_count >= 0 && var.shard_count <= 500 && floor(var.shard_count) == var.shard_count
    error_message = "shard_count must be a whole number from 0 (on-demand) to 500."
  }
}

variable "retention_hours" {
  description = "Hours that the stream keeps a record: how long the engine may be down and still catch up. Hours beyond 24 are paid for."
  type        = number
  default     = 24

  validation {
    condition     = var.retention_hours >= 24 && var.retention_hours <= 8760
    error_message = "retention_hours must be 24 to 8760."
  }
}

variable "distribution" {
  description = "How CloudWatch Logs spreads records over the shards. Random is even; ByLogStream keeps one log stream on one shard."
  type        = string
  default     = "Random"

  validation {
    condition     = contains(["Random", "ByLogStream"], var.distribution)
    error_message = "distribution must be Random or ByLogStream."
  }
}

variable "kms_key_arn" {
  description = "ARN of an existing key for the stream. Its policy must let this account's IAM policies decide. Without it the module makes a key."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key, not of an alias."
  }
}

variable "tags" {
  description = "Tags for everything the module makes."
  type        = map(string)
  default     = {}
}

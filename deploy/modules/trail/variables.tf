variable "name" {
  description = "Name of the trail. The log group, the role and the key are named after it."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,40}[A-Za-z0-9]$", var.name))
    error_message = "name must be 3 to 42 characters: letters, digits, dots, dashes and underscores, beginning and ending with a letter or digit."
  }
}

variable "bucket_name" {
  description = "Name of the bucket that keeps the trail. Must be free in all of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "bucket_name must be 3 to 63 characters: lower-case letters, digits, dots and dashes, beginning and ending with a letter or digit."
  }
}

variable "s3_key_prefix" {
  description = "Folder inside the bucket, without slashes at its ends. Empty means the bucket's root."
  type        = string
  default     = ""

  validation {
    condition     = length(var.s3_key_prefix) <= 200 && !startswith(var.s3_key_prefix, "/") && !endswith(var.s3_key_prefix, "/")
    error_message = "s3_key_prefix must be at most 200 characters and must not begin or end with a slash."
  }
}

variable "organization_id" {
  description = "Id of the AWS organization (o-...). Set it in the management account, or in the delegated administrator's, and the trail records every member account."
  type        = string
  default     = null

  validation {
    condition     = var.organization_id == null || can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "organization_id must look like o-a1b2c3d4e5."
  }
}

variable "multi_region" {
  description = "Record every region. Without it, whoever works in another region is not seen."
  type        = bool
  default     = true
}

variable "log_group_name" {
  description = "Name of the log group that the alarms read. Default: /aws/cloudtrail/ and the trail's name."
  type        = string
  default     = null
}

variable "log_retention_days" {
  description = "Days that the log group keeps events. The bucket keeps them longer (see expire_after_days); auditors ask for a year."
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

variable "archive_after_days" {
  description = "Days until an object moves to Glacier Instant Retrieval. 0 means never."
  type        = number
  default     = 90

  validation {
    condition     = var.archive_after_days >= 0 && floor(var.archive_after_days) == var.archive_after_days
    error_message = "archive_after_days must be a whole number, 0 or more."
  }
}

variable "expire_after_days" {
  description = "Days until an object is deleted. 0 means never."
  type        = number
  default     = 2557

  validation {
    condition     = var.expire_after_days == 0 || var.expire_after_days > var.archive_after_days
    error_message = "expire_after_days must be 0 (never) or greater than archive_after_days."
  }
}

variable "object_lock" {
  description = "Write once, read many: nobody can delete or overwrite an object for so many days. COMPLIANCE holds against the root user too; GOVERNANCE can be lifted by whoever has s3:BypassGovernanceRetention. Can only be chosen when the bucket is made."
  type = object({
    mode = string
    days = number
  })
  default = null

  validation {
    condition = var.object_lock == null ? true : (
      contains(["GOVERNANCE", "COMPLIANCE"], var.object_lock.mode) && var.object_lock.days >= 1
    )
    error_message = "object_lock.mode must be GOVERNANCE or COMPLIANCE, and object_lock.days at least 1."
  }
}

variable "data_events" {
  description = "Data events to record besides the management events, by resource type, such as {\"AWS::S3::Object\" = [\"arn:aws:s3:::payroll/\"]}. An empty list means every resource of the type. Each is paid for."
  type        = map(list(string))
  default     = {}
}

variable "insights" {
  description = "CloudTrail Insights to switch on: ApiCallRateInsight, ApiErrorRateInsight. Each is paid for."
  type        = set(string)
  default     = []

  validation {
    condition     = length(setsubtract(var.insights, ["ApiCallRateInsight", "ApiErrorRateInsight"])) == 0
    error_message = "insights may hold ApiCallRateInsight and ApiErrorRateInsight only."
  }
}

variable "access_log_bucket" {
  description = "Name of an existing bucket that takes the server access logs of the trail's bucket."
  type        = string
  default     = null
}

variable "force_destroy" {
  description = "Let terraform destroy delete a bucket that still holds the audit log. Leave it off outside tests."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags for everything the module makes."
  type        = map(string)
  default     = {}
}

variable "s3_bucket_name" {
  description = "Name of the bucket that keeps the trail. Must be free in all of AWS."
  type        = string
}

variable "namespace" {
  description = "Name of the topics, and prefix of the alarms' names."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,60}$", var.namespace))
    error_message = "namespace must be 1 to 60 characters: letters, digits, underscores and dashes."
  }
}

variable "cloudtrail_name" {
  description = "Name of the trail."
  type        = string
}

variable "subscriptions" {
  description = "Who is told; as the input of the module alerts."
  type        = any
  default     = {}
}

variable "rules_dirs" {
  description = "Folders of rule files. Default: the rules that ship with Trailwatch."
  type        = list(string)
  default     = null
}

variable "rule_names" {
  description = "Names of the rules to take, * stands for any text; as the input of native-alarms."
  type        = list(string)
  default     = []
}

variable "rule_tags" {
  description = "Tags of the rules to take; as the input of native-alarms. The default takes what the articles on CloudTrail alarms ask for."
  type        = list(string)
  default     = ["article"]
}

variable "organization_id" {
  description = "Id of the AWS organization (o-...), to record every member account; as the input of trail."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags for everything the module makes."
  type        = map(string)
  default     = {}
}

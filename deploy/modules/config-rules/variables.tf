variable "name" {
  description = "Name of the recorder, the delivery channel and the key."
  type        = string
  default     = "trailwatch"

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9-]{0,60}$", var.name))
    error_message = "name must be 1 to 61 letters, digits and dashes, beginning with a letter."
  }
}

variable "rules" {
  description = "AWS managed rules by a name of your choice: the identifier, its parameters, and the resource types it is bound to (empty: the rule's own). The default is the baseline that the README of the module names."
  type = map(object({
    identifier     = string
    parameters     = optional(map(string), {})
    resource_types = optional(list(string), [])
  }))
  default = {
    s3-bucket-public-access-prohibited = { identifier = "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED" }
    s3-account-public-access-blocked   = { identifier = "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC" }
    mfa-enabled-for-iam-console-access = { identifier = "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS" }
    access-keys-rotated                = { identifier = "ACCESS_KEYS_ROTATED", parameters = { maxAccessKeyAge = "90" } }
    root-account-mfa-enabled           = { identifier = "ROOT_ACCOUNT_MFA_ENABLED" }
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : can(regex("^[A-Z][A-Z0-9_]*$", rule.identifier))])
    error_message = "identifier must be that of an AWS managed rule, such as ROOT_ACCOUNT_MFA_ENABLED."
  }
  validation {
    condition     = alltrue([for rule in values(var.rules) : rule.identifier != "S3_BUCKET_PUBLIC_ACCESS_PROHIBITED"])
    error_message = "AWS has no managed rule S3_BUCKET_PUBLIC_ACCESS_PROHIBITED, though many pages name it: use S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED."
  }
  validation {
    condition     = alltrue([for rule in values(var.rules) : rule.identifier != "ACCESS_KEYS_ROTATED" || contains(keys(rule.parameters), "maxAccessKeyAge")])
    error_message = "ACCESS_KEYS_ROTATED needs the parameter maxAccessKeyAge, in days."
  }
}

variable "create_recorder" {
  description = "Make the configuration recorder, its delivery channel and its bucket. An account has one recorder in each region: say false where Control Tower, Security Hub or somebody else has made it."
  type        = bool
  default     = true

  validation {
    condition     = !var.create_recorder || var.bucket_name != null
    error_message = "create_recorder needs a bucket_name: the recorder delivers to a bucket of its own, since the trail's doesn't let it in."
  }
}

variable "bucket_name" {
  description = "Name of the bucket that the recorder delivers to. Must be free in all of AWS."
  type        = string
  default     = null
}

variable "create_service_linked_role" {
  description = "Make AWS Config's service-linked role. An account has one: say false where it exists."
  type        = bool
  default     = true
}

variable "record_global_resources" {
  description = "Record IAM and other global resources. Say true in one region only, else each is recorded, and paid for, in every region."
  type        = bool
  default     = true
}

variable "expire_after_days" {
  description = "Days that the recorder's deliveries are kept."
  type        = number
  default     = 2557

  validation {
    condition     = var.expire_after_days >= 1
    error_message = "expire_after_days must be at least 1."
  }
}

variable "conformance_packs" {
  description = "Conformance packs by their name, each the path of a template of at most 51,200 bytes. The module brings packs/cis-v1.4.yaml."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.conformance_packs) : can(regex("^[A-Za-z][A-Za-z0-9-]{0,255}$", name))])
    error_message = "the name of a conformance pack is made of letters, digits and dashes and begins with a letter."
  }
  validation {
    condition     = alltrue([for path in values(var.conformance_packs) : try(length(file(path)) <= 51200, false)])
    error_message = "each conformance pack must be an existing file of at most 51,200 bytes."
  }
}

variable "force_destroy" {
  description = "Let terraform destroy delete the bucket with the deliveries in it."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags for everything the module makes."
  type        = map(string)
  default     = {}
}

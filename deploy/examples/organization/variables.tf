variable "region" {
  description = "Region of everything; the trail records them all."
  type        = string
  default     = "eu-central-1"
}

variable "name" {
  description = "Name of the trail, the stream, the topics and the application."
  type        = string
  default     = "organization-trail"
}

variable "organization_id" {
  description = "Id of the organization: aws organizations describe-organization."
  type        = string
}

variable "trail_bucket_name" {
  description = "Name of the trail's bucket."
  type        = string
}

variable "engine_bucket_name" {
  description = "Name of the engine's bucket."
  type        = string
}

variable "jar_path" {
  description = "Path of target/trailwatch-flink.jar, as mvn package leaves it."
  type        = string
  default     = "../../../target/trailwatch-flink.jar"
}

variable "accounts_file" {
  description = "Names of the accounts: the JSON of aws organizations list-accounts, or a CSV with id and name."
  type        = string
  default     = "accounts.csv"
}

variable "email" {
  description = "Who is told."
  type        = string
}

variable "shard_count" {
  description = "Shards of the stream; one takes about 1,000 CloudTrail events a second."
  type        = number
  default     = 2
}

variable "parallelism" {
  description = "KPUs of the engine."
  type        = number
  default     = 1
}

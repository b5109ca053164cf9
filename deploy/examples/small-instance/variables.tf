variable "region" {
  description = "Region of everything; the trail records them all."
  type        = string
  default     = "eu-central-1"
}

variable "name" {
  description = "Name of the trail, the stream, the topics and the instance."
  type        = string
  default     = "trailwatch"
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
  description = "Path of target/trailwatch.jar, as mvn package leaves it: the one with Flink inside."
  type        = string
  default     = "../../../target/trailwatch.jar"
}

variable "rules_dir" {
  description = "Folder of rule files."
  type        = string
  default     = "../../../rules"
}

variable "vpc_id" {
  description = "Id of the VPC."
  type        = string
}

variable "subnet_id" {
  description = "Id of a subnet of the VPC from which the AWS APIs can be reached."
  type        = string
}

variable "instance_type" {
  description = "An arm64 type with at least 2 GiB of memory."
  type        = string
  default     = "t4g.small"
}

variable "email" {
  description = "Who is told."
  type        = string
}

variable "retention_hours" {
  description = "How long the machine may be down without losing an event. Each hour beyond 24 is paid for: 48 hours are some $15 a month."
  type        = number
  default     = 24
}

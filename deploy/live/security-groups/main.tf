# A security group without a single rule, which nothing uses: making and destroying it is what an alarm waits for.
variable "name" {
  description = "Name of the group."
  type        = string
}

variable "vpc_id" {
  description = "Id of the VPC; the region's default VPC where left out."
  type        = string
  default     = null
}

resource "aws_security_group" "test" {
  name        = var.name
  description = "Test of the security group alarm; nothing uses it"
  vpc_id      = var.vpc_id
  ingress     = []
  egress      = []
}

output "id" {
  description = "Id of the group."
  value       = aws_security_group.test.id
}

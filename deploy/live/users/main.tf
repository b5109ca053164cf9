# Five users who may do nothing and have no password and no key: creating them, and destroying them, is what an alarm waits for.
variable "name" {
  description = "What the users' names begin with."
  type        = string
}

variable "number" {
  description = "How many users."
  type        = number
  default     = 5
}

resource "aws_iam_user" "test" {
  count = var.number
  name  = "${var.name}-${count.index + 1}"
  path  = "/trailwatch-test/"
}

output "names" {
  description = "Names of the users."
  value       = aws_iam_user.test[*].name
}

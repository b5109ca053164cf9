mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  name = "trailwatch-test"
}

run "a_group_that_lets_nobody_in_or_out" {
  command = plan

  assert {
    condition     = length(aws_security_group.test.ingress) == 0 && length(aws_security_group.test.egress) == 0
    error_message = "a test must not open anything"
  }
}

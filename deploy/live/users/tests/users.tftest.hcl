mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  name = "trailwatch-test"
}

run "five_users_without_any_right" {
  command = plan

  assert {
    condition     = length(output.names) == 5 && output.names[4] == "trailwatch-test-5"
    error_message = "the story has five users"
  }
}

# What every unit has in common: where its state lies and which provider it uses. Each unit below includes this file.
#
# Before the first run: export TRAILWATCH_STATE_BUCKET (a bucket of yours for the state) and be signed in, by AWS_PROFILE or
# by single sign-on. No key stands in a file here: whoever can read an input can use it.
locals {
  # The unit's folder says the region where one does (live/eu-central-1/...); the test units have none of their own.
  region = try(regex("^([a-z]{2}-[a-z]+-[0-9])/", path_relative_to_include())[0], get_env("AWS_REGION", "eu-central-1"))
}

remote_state {
  backend = "s3"

  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }

  config = {
    bucket       = get_env("TRAILWATCH_STATE_BUCKET", "set-trailwatch-state-bucket")
    key          = "${path_relative_to_include()}/terraform.tfstate"
    region       = local.region
    encrypt      = true
    use_lockfile = true
  }
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-EOT
    provider "aws" {
      region = "${local.region}"

      default_tags {
        tags = { application = "trailwatch" }
      }
    }
  EOT
}

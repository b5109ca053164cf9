mock_provider "aws" {
  source          = "../../tests/mocks/aws"
  override_during = plan
}

variables {
  organization_id    = "o-a1b2c3d4e5"
  trail_bucket_name  = "organization-trail-111122223333"
  engine_bucket_name = "organization-engine-111122223333"
  email              = "security@example.com"
  jar_path           = "../../modules/flink-app/tests/files/trailwatch-flink.jar"
}

# That the trail is an organization trail, and its bucket's policy lets the members in, is asserted in modules/trail:
# run an_organization_trail_lets_the_members_in, tests/policies/bucket-of-organization.json.
run "one_engine_knows_every_accounts_name" {
  command = plan

  assert {
    condition = one([
      for group in jsondecode(output.application_properties) : group.PropertyMap["location"] if group.PropertyGroupId == "trailwatch.accounts"
    ]) == "s3://organization-engine-111122223333/accounts/accounts.csv"
    error_message = "the engine must be given the accounts' names"
  }
  assert {
    condition     = yamldecode(file("organization/by-account.yaml")).overrides[0].alarm.group_by[0] == "@account" && output.application_properties != ""
    error_message = "root.write must count by account"
  }
  assert {
    condition = output.application_properties != "" && contains(flatten([
      for file in fileset("../../../rules", "*.yaml") : [for rule in try(yamldecode(file("../../../rules/${file}")).rules, []) : rule.name]
    ]), "root.write")
    error_message = "the shipped rules must have the root.write that the example adapts"
  }
}

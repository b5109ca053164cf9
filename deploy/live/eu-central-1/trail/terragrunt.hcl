include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${get_repo_root()}/deploy//modules/trail"
}

inputs = {
  name        = "audit"
  bucket_name = "audit-${get_aws_account_id()}"
}

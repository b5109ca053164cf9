# Sourced by the scripts beside it: how Terraform is started here.
export CHECKPOINT_DISABLE=1 # no question to HashiCorp whether there is a newer Terraform
export TF_IN_AUTOMATION=1
unset TF_CLI_CONFIG_FILE # somebody's own settings are no part of a check

if ! command -v terraform >/dev/null; then
  echo 'terraform is not on the PATH: nothing was checked' >&2
  exit 3
fi

# The folder above registry.terraform.io that holds the AWS provider, or nothing.
provider_folder() {
  if [ -n "${TRAILWATCH_TF_PLUGINS:-}" ]; then
    echo "$TRAILWATCH_TF_PLUGINS"
    return
  fi
  local found
  found=$(find / -xdev -type f -name 'terraform-provider-aws_v*' -path '*/registry.terraform.io/hashicorp/aws/*' \
    -not -path '*/.terraform/*' -print -quit 2>/dev/null)
  echo "${found%%/registry.terraform.io/*}"
}
plugins=$(provider_folder)
export TRAILWATCH_TF_PLUGINS=$plugins

# start_terraform UNIT: terraform init, on local disk where the provider is there.
start_terraform() {
  local options=(-backend=false -input=false -no-color)
  [ -n "$plugins" ] && options+=(-plugin-dir="$plugins")
  terraform -chdir="$1" init "${options[@]}"
}

# Installs the two small parsers of tools/ once, from npm's cache where they are in it.
tools_installed() {
  [ -d tools/node_modules/@cdktf/hcl2json ] && return
  (cd tools && npm ci --prefer-offline --no-audit --no-fund --silent)
}

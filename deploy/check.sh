#!/usr/bin/env bash
# Checks everything under deploy/ without an AWS account and without the network: form, validity, the Terraform tests,
# the tables of the READMEs, the Terragrunt layout. Prints a line for each step; ends with 0 when all is well.
#
#   deploy/check.sh                 everything
#   deploy/check.sh modules/trail   only this module or example
#
# The AWS provider is taken from the folder that TRAILWATCH_TF_PLUGINS names (the one above registry.terraform.io), else from
# wherever one lies on this machine's disk, else from the registry by plain terraform init.
set -uo pipefail
cd "$(dirname "$0")" || exit 3
source tests/terraform.sh

units=("$@")
everything=false
if [ ${#units[@]} -eq 0 ]; then
  everything=true
  units=(modules/* examples/* live/*/)
fi

failed=0
step() { # step NAME COMMAND...: runs the command, shows its output only when it fails
  local name=$1 started=$SECONDS out
  shift
  if out=$("$@" 2>&1); then
    printf 'ok    %-44s %3d s\n' "$name" $((SECONDS - started))
  else
    printf 'FAIL  %-44s %3d s\n%s\n' "$name" $((SECONDS - started)) "$out"
    failed=1
  fi
}

formatted() {
  terraform fmt -check -diff -recursive . || return 1
  find . -name '*.hcl' -path './live/*' -not -path '*/.terraform*' -print0 | while IFS= read -r -d '' file; do
    terraform fmt -check -diff - <"$file" || { echo "$file is not formatted"; return 1; }
  done
}

tested() { # terraform test validates the configuration before each run; a warning is a failure: who can tell which matter?
  local unit=$1 out code
  start_terraform "$unit" || return 1
  out=$(terraform -chdir="$unit" test -no-color 2>&1)
  code=$?
  echo "$out"
  [ $code -eq 0 ] || return 1
  if grep -q 'Warning:' <<<"$out"; then echo "$unit plans with a warning"; return 1; fi
  if ! grep -qE 'Success! [1-9][0-9]* passed' <<<"$out"; then echo "$unit has no test"; return 1; fi
}

# A refusal is only of use when it names what is too much: this run must fail, in these words.
surplus_named() {
  start_terraform modules/native-alarms || return 1
  local out
  out=$(terraform -chdir=modules/native-alarms test -no-color -test-directory=tests/refused 2>&1) && { echo "not refused"; return 1; }
  tr '\n' ' ' <<<"$out" | tr -s ' ' | grep -q 'Leave out 3, for example the last by name: twin, two-alarms, unauthorized-api-calls' || { echo "$out"; return 1; }
}

if $everything; then step 'terraform fmt' formatted; fi
for unit in "${units[@]}"; do
  unit=${unit%/}
  compgen -G "$unit/*.tf" >/dev/null && step "$unit" tested "$unit"
done
if $everything; then
  step 'a surplus of filters is named' surplus_named
  if command -v jq >/dev/null; then step 'smoke.sh against a stand-in of AWS' tests/smoke/test.sh; else echo 'SKIPPED  smoke.sh: jq is not on the PATH'; fi
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo 'SKIPPED  README tables and Terragrunt layout: they need node and npm, which are not on the PATH'
  elif ! tools_installed; then
    echo 'SKIPPED  README tables and Terragrunt layout: npm could not install deploy/tools'
  else
    step 'README tables' node tools/readme-tables.mjs --check
    step 'Terragrunt layout' node tools/live-layout.mjs
    step 'each star has a reason' node tools/stars.mjs
  fi
fi
if [ $failed -eq 0 ]; then echo "all well, $SECONDS s"; else echo "something failed, $SECONDS s"; fi
exit $failed

#!/usr/bin/env bash
# Shows that the Terraform tests hold the modules' security: turns off one property at a time (tests/security-properties.txt) in
# a copy of this folder and demands that a test goes red. Ends with 0 when each did.
#
#   deploy/prove.sh                    every property
#   deploy/prove.sh modules/stream     those of one module
set -uo pipefail
cd "$(dirname "$0")" || exit 3
source tests/terraform.sh

copy=$(mktemp -d) || exit 3
trap 'rm -rf "$copy"' EXIT
mkdir "$copy/deploy" && cp -R modules examples tests "$copy/deploy" && ln -s "$PWD/../rules" "$copy/rules" || exit 3
list=$PWD/tests/security-properties.txt
cd "$copy/deploy" || exit 3

proved=0
unproved=0
started=
while IFS='|' read -r module property file script; do
  module=${module// /} file=${file// /}
  property=$(sed 's/^ *//; s/ *$//' <<<"$property")
  [[ -z $module || $module == \#* ]] && continue
  [[ $# -gt 0 && $module != "$1" ]] && continue
  if [ "$started" != "$module" ]; then
    start_terraform "$module" >/dev/null || { echo "terraform init failed in $module"; exit 3; }
    started=$module
  fi
  path=$module/$file
  cp "$path" "$copy/original"
  sed -i.bak "${script# }" "$path"
  rm -f "$path.bak"
  verdict=
  if cmp -s "$path" "$copy/original"; then
    verdict='the property was not found, so nothing was turned off'
  else
    out=$(terraform -chdir="$module" test -no-color 2>&1)
    case $out in
      *'Test assertion failed'* | *'Missing expected failure'*) ;;
      *'Success!'*) verdict='every test stayed green' ;;
      *) verdict="the module is broken, not insecure: $(grep -m1 '^Error' <<<"$out")" ;;
    esac
  fi
  if [ -z "$verdict" ]; then
    printf 'red   %-23s without: %s\n' "$module" "$property"
    proved=$((proved + 1))
  else
    printf 'FAIL  %-23s without: %s: %s\n' "$module" "$property" "$verdict"
    unproved=$((unproved + 1))
  fi
  cp "$copy/original" "$path"
done <"$list"

echo "$proved properties are held by a test, $unproved are not, $SECONDS s"
[ $unproved -eq 0 ] && [ $proved -gt 0 ]

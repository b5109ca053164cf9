# A test unit: it makes nothing that is of use, only the events that an alarm waits for.
include "root" {
  path = find_in_parent_folders("root.hcl")
}

inputs = {
  name = "trailwatch-test"
}

# What AWS would refuse half-way through an apply is refused before it begins, with the names.
locals {
  native_names = sort(keys(local.native))
  surplus      = slice(local.native_names, min(var.max_filters, length(local.native_names)), length(local.native_names))
  with_regex   = [for name in local.native_names : name if local.regexes[name] > 0]

  alarm_names = flatten([
    for name in concat(local.native_names, sort(keys(local.native_standalone))) : [for alarm in local.alarms[name] : alarm.alarm_name]
  ])
  duplicate_alarms = distinct([for i, name in local.alarm_names : name if index(local.alarm_names, name) != i])

  missing_topics = distinct(flatten([for key, alarm in local.planned : [
    for topic in concat(local.alarm_topics[key], local.ok_topics[key], local.data_topics[key]) : "${topic} (for ${alarm.rule})"
    if !contains(keys(var.topic_arns), topic)
  ]]))

  # An override that meets no rule is a slip of the pen, which the engine refuses as well.
  idle_overrides = flatten([for override in local.overrides : [
    for wanted in override.rules : wanted if !anytrue([
      for name in keys(local.entry) : (
        startswith(wanted, "tag:") ? contains(local.tags[name], trimprefix(wanted, "tag:")) :
        can(regex("^${replace(replace(wanted, ".", "[.]"), "*", ".*")}$", name))
      )
    ])
  ]])
}

resource "terraform_data" "limits" {
  input = length(local.native)

  lifecycle {
    precondition {
      condition     = length(local.duplicates) == 0
      error_message = "these names stand more than once: ${join(", ", local.duplicates)}."
    }
    precondition {
      condition     = length(local.duplicate_alarms) == 0
      error_message = "these alarm names stand more than once: ${join(", ", local.duplicate_alarms)}."
    }
    precondition {
      condition     = length(local.surplus) == 0
      error_message = "${length(local.native)} metric filters are planned and the log group has room for ${var.max_filters}. Leave out ${length(local.surplus)}, for example the last by name: ${join(", ", local.surplus)}."
    }
    precondition {
      condition     = length(local.with_regex) <= 5
      error_message = "${length(local.with_regex)} rules have a regex in their pattern; CloudWatch takes 5 in a log group: ${join(", ", local.with_regex)}."
    }
    precondition {
      condition     = length(local.missing_topics) == 0
      error_message = "topic_arns lacks topics that alarms tell: ${join(", ", local.missing_topics)}."
    }
    precondition {
      condition     = length(local.idle_overrides) == 0
      error_message = "overrides name what meets no rule: ${join(", ", local.idle_overrides)}."
    }
  }
}

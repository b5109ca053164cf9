# What CloudWatch can't do, rule by rule: each reason is one line in the output not_native.
locals {
  # Regexes stand between percent signs, outside quotes.
  regexes = { for name, rule in local.rules : name => length([
    for part in regexall("\"[^\"]*\"|%[^%]*%", rule.pattern) : part if startswith(part, "%")
  ]) }

  selected = { for name, rule in local.rules : name => anytrue(concat(
    [for wanted in var.rule_names : can(regex("^${replace(replace(replace(wanted, ".", "[.]"), "*", ".*"), "?", ".")}$", name))],
    [for tag in var.rule_tags : contains(rule.tags, tag)],
  )) }

  reasons = { for name, rule in local.rules : name => compact(concat(
    [
      local.selected[name] ? "" : "not selected by rule_names or rule_tags",
      rule.enabled ? "" : "the rule is not enabled",
      rule.mode != "shadow" ? "" : "a shadow rule notifies nobody",
      contains(concat(tolist(var.modes), ["shadow"]), rule.mode) ? "" : "its mode is ${rule.mode}, which modes leaves out",
      rule.extensions && !rule.own_native ? "its pattern uses engine extensions and it has no native_pattern" : "",
      rule.excepts > 0 && !rule.own_native ? "it has exceptions, which a filter pattern can't take away, and no native_pattern" : "",
      length(rule.pattern) <= 1024 ? "" : "its pattern has ${length(rule.pattern)} characters; CloudWatch takes 1,024",
      local.regexes[name] <= 2 ? "" : "its pattern has ${local.regexes[name]} regexes; CloudWatch takes 2",
      length(try(rule.metric.dimensions, {})) <= 3 ? "" : "its metric has ${length(rule.metric.dimensions)} dimensions; CloudWatch takes 3",
      anytrue([for value in values(try(rule.metric.dimensions, {})) : startswith(value, "@")]) ? "a dimension is read with @, which only the engine knows" : "",
      length(try(rule.metric.dimensions, {})) > 0 && length(rule.alarms) > 0 ? "its metric has dimensions: a CloudWatch alarm would have to name one set of their values" : "",
    ],
    flatten([for alarm in rule.alarms : [
      length(try(alarm.group_by, [])) == 0 ? "" : "alarm ${alarm.alarm_name} groups by ${join(", ", alarm.group_by)}: CloudWatch has no alarm for each value",
      alarm.period % 60 == 0 ? "" : "alarm ${alarm.alarm_name} has a period of ${alarm.period} s: a metric filter's metric has one-minute resolution",
      alarm.period * alarm.evaluation_periods <= (alarm.period < 3600 ? 86400 : 604800) ? "" :
      "alarm ${alarm.alarm_name} looks back ${alarm.period * alarm.evaluation_periods} s; CloudWatch takes a day, or a week with periods of an hour",
    ]]),
  )) }

  # What a rule loses without being wrong: said, not refused.
  differences = { for name, rule in local.native : name => compact(flatten([
    for alarm in rule.alarms : [
      try(alarm.renotify_after, 0) == 0 ? "" : "${alarm.alarm_name} is not said again while it stays in ALARM (renotify_after)",
      try(alarm.cooldown, 0) == 0 ? "" : "${alarm.alarm_name} has no cooldown",
    ]
  ])) }

  native = { for name, rule in local.rules : name => rule if length(local.reasons[name]) == 0 }

  not_native = { for name, reasons in local.reasons : name => join("; ", reasons) if length(reasons) > 0 }
}

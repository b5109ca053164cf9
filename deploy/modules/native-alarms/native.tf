# What CloudWatch can't do, rule by rule: each reason is one line in the output not_native.
locals {
  # Regexes stand between percent signs, outside quotes.
  regexes = { for name, same in local.rules : name => length([
    for part in regexall("\"[^\"]*\"|%[^%]*%", same[0].pattern) : part if startswith(part, "%")
  ]) }

  # Reasons that a rule and an alarm on its own have alike.
  common_reasons = { for name, entry in local.entry : name => concat(
    [
      anytrue(concat(
        [for wanted in var.rule_names : can(regex("^${replace(replace(wanted, ".", "[.]"), "*", ".*")}$", name))],
        [for tag in var.rule_tags : contains(local.tags[name], tag)],
      )) ? "" : "not selected by rule_names or rule_tags",
      local.effective[name].enabled ? "" : "it is not enabled",
      local.effective[name].mode != "shadow" ? "" : "a shadow rule notifies nobody",
      contains(concat(tolist(var.modes), ["shadow"]), local.effective[name].mode) ? "" : "its mode is ${local.effective[name].mode}, which modes leaves out",
    ],
    flatten([for alarm in local.alarms[name] : [
      length(try(alarm.group_by, [])) == 0 ? "" : "alarm ${alarm.alarm_name} groups by ${join(", ", alarm.group_by)}: CloudWatch has no alarm for each value",
      alarm.period % 60 == 0 ? "" : "alarm ${alarm.alarm_name} has a period of ${alarm.period} s: a metric filter's metric has one-minute resolution",
      alarm.period * alarm.evaluation_periods <= (alarm.period < 3600 ? 86400 : 604800) ? "" :
      "alarm ${alarm.alarm_name} looks back ${alarm.period * alarm.evaluation_periods} s; CloudWatch takes a day, or a week with periods of an hour",
    ]]),
  ) }

  rule_reasons = { for name, same in local.rules : name => compact(concat(local.common_reasons[name], flatten([for rule in [same[0]] : [
    rule.extensions && !rule.own_native ? "its pattern uses engine extensions and it has no native_pattern" : "",
    rule.exceptions > 0 && !rule.own_native ? "it has exceptions, which a filter pattern can't take away, and no native_pattern" : "",
    length(rule.pattern) <= 1024 ? "" : "its pattern has ${length(rule.pattern)} characters; CloudWatch takes 1,024",
    local.regexes[name] <= 2 ? "" : "its pattern has ${local.regexes[name]} regexes; CloudWatch takes 2",
    length(try(rule.metric.dimensions, {})) <= 3 ? "" : "its metric has ${length(rule.metric.dimensions)} dimensions; CloudWatch takes 3",
    anytrue([for value in values(try(rule.metric.dimensions, {})) : startswith(value, "@")]) ? "a dimension is read with @, which only the engine knows" : "",
    length(try(rule.metric.dimensions, {})) > 0 && length(rule.alarms) > 0 ? "its metric has dimensions: a CloudWatch alarm would have to name one set of their values" : "",
  ]]))) }

  # An alarm on its own needs every rule that feeds its metric: with a part of them it would count too little.
  alarm_reasons = { for entry in local.standalone : entry.name => compact(concat(local.common_reasons[entry.name], [
    for name, same in local.rules : "rule ${name}, which feeds its metric, is not native"
    if same[0].metric.namespace == entry.metric.namespace && same[0].metric.name == entry.metric.name && length(local.rule_reasons[name]) > 0
  ]))... }

  native            = { for name, same in local.rules : name => same[0] if length(local.rule_reasons[name]) == 0 }
  native_standalone = { for entry in local.standalone : entry.name => entry... if length(local.alarm_reasons[entry.name][0]) == 0 }

  not_native = merge(
    { for name, reasons in local.rule_reasons : name => join("; ", reasons) if length(reasons) > 0 },
    { for name, same in local.alarm_reasons : name => join("; ", same[0]) if length(same[0]) > 0 },
  )

  # What an alarm loses without becoming wrong: said, not refused.
  differences = { for name in concat(keys(local.native), keys(local.native_standalone)) : name => compact(concat(
    flatten([for alarm in local.alarms[name] : [
      try(alarm.renotify_after, 0) == 0 ? "" : "${alarm.alarm_name} is not said again while it stays in ALARM (renotify_after)",
      try(alarm.cooldown, 0) == 0 ? "" : "${alarm.alarm_name} is said each time, without a cooldown",
    ]]),
    [for override in local.adaptations[name] : "its mute until ${override.mute.until} holds for the engine only" if can(override.mute.until)],
  )) }
}

# The rule files, read as the engine reads them (src/main/java/dev/trailwatch/rulefile): what a rule leaves out comes from the
# set's defaults, overrides meet rules by name, glob or tag, and the last override that says something holds.
locals {
  files = flatten([for dir in var.rules_dirs : [
    for file in sort(fileset(dir, "**/*.{yaml,yml}")) : "${dir}/${file}"
    if !contains(split("/", dirname(file)), "tests") && !anytrue([for part in split("/", file) : startswith(part, ".")])
  ]])
  documents = [for file in local.files : yamldecode(file(file))]

  declared   = flatten([for document in local.documents : document.rules if can(length(document.rules))])
  standalone = flatten([for document in local.documents : document.alarms if can(length(document.alarms))])
  overrides  = flatten([for document in local.documents : document.overrides if can(length(document.overrides))])
  defaults   = merge([for document in local.documents : document.defaults if can(keys(document.defaults))]...)

  # With two entries of one name the plan is refused (limits.tf); until then the first stands for both.
  names      = concat([for rule in local.declared : rule.name], [for alarm in local.standalone : alarm.name])
  duplicates = distinct([for i, name in local.names : name if index(local.names, name) != i])
  entry      = { for name, same in { for entry in concat(local.declared, local.standalone) : entry.name => entry... } : name => same[0] }

  # What an override's "tag:..." can name: a tag, or a value of one.
  tags = { for name, entry in local.entry : name => flatten([
    for tag, values in try(entry.tags, {}) : concat([tag], [for value in flatten([values]) : tostring(value)])
  ]) }

  adaptations = { for name, entry in local.entry : name => [
    for override in local.overrides : override if anytrue([
      for wanted in override.rules : (
        startswith(wanted, "tag:") ? contains(local.tags[name], trimprefix(wanted, "tag:")) :
        can(regex("^${replace(replace(wanted, ".", "[.]"), "*", ".*")}$", name))
      )
    ])
  ] }

  # What holds for an entry: its own words, the set's defaults for what it leaves out, the overrides on top.
  effective = { for name, entry in local.entry : name => merge(
    { severity = "medium", mode = "live", enabled = true, description = null },
    { for key, value in local.defaults : key => value if contains(["severity", "mode"], key) },
    { for key, value in entry : key => value if contains(["severity", "mode", "enabled", "description"], key) },
    [for override in local.adaptations[name] : {
      for key, value in override : key => value if contains(["severity", "mode", "enabled", "description"], key)
    }]...
  ) }

  # The arguments of an alarm that neither it nor its set names.
  alarm_defaults = {
    period              = 300
    evaluation_periods  = 1
    comparison_operator = "GreaterThanOrEqualToThreshold"
    threshold           = 1
    treat_missing_data  = "notBreaching"
  }
  no_arguments = ["alarm_name", "name", "severity", "mode", "enabled", "deduplicate", "runbook", "tags", "metric", "description"]

  rules = { for rule in local.declared : rule.name => {
    pattern    = try(rule.native_pattern, rule.pattern)
    own_native = can(rule.native_pattern)
    extensions = try(rule.extensions, false)
    metric     = merge({ namespace = "Trailwatch", name = rule.name, value = 1 }, try(rule.metric, {}))
    # Exceptions that the rule has by itself or by an override.
    exceptions = sum(concat([0], [for part in concat([rule], local.adaptations[rule.name]) : length(part.except) if can(length(part.except))]))
    # A rule with neither metric nor alarm has the default alarm; one with a metric only counts.
    alarms = concat(
      [for part in [rule] : part.alarm if can(keys(part.alarm))],
      flatten([for part in [rule] : part.alarms if can(length(part.alarms))]),
      [for part in [rule] : {} if !can(part.alarm) && !can(part.alarms) && !can(part.metric)],
    )
  }... }

  # Each alarm of a rule, and each that stands on its own, by the name of its rule or its own.
  alarms = { for name, entry in local.entry : name => [
    for alarm in try(local.rules[name][0].alarms, [entry]) : merge(
      local.alarm_defaults,
      # statistic and extended_statistic exclude each other: who says the one takes back the other.
      { for key, value in local.defaults : key => value if !contains(local.no_arguments, key) &&
      !(can(alarm.statistic) && key == "extended_statistic") && !(can(alarm.extended_statistic) && key == "statistic") },
      { for key, value in alarm : key => value if !contains(local.no_arguments, key) },
      { alarm_name = try(alarm.alarm_name, name) },
      [for override in local.adaptations[name] : merge(
        override.alarm,
        can(override.alarm.statistic) ? { extended_statistic = null } : {},
        can(override.alarm.extended_statistic) ? { statistic = null } : {},
      ) if can(keys(override.alarm))]...
    )
  ] }
}

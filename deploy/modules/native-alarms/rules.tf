# The rule files, read as the engine reads them: defaults for what a rule leaves out, overrides by name, glob or tag.
locals {
  files = flatten([for dir in var.rules_dirs : [
    for file in sort(fileset(dir, "**/*.{yaml,yml}")) : "${dir}/${file}" if !contains(split("/", dirname(file)), "tests")
  ]])
  documents = [for file in local.files : yamldecode(file(file))]
  declared  = flatten([for document in local.documents : document.rules if can(length(document.rules))])
  overrides = flatten([for document in local.documents : document.overrides if can(length(document.overrides))])
  defaults  = merge([for document in local.documents : document.defaults if can(keys(document.defaults))]...)

  names      = [for rule in local.declared : rule.name]
  duplicates = distinct([for i, name in local.names : name if index(local.names, name) != i])

  # A rule's tags in both forms in which they can be named: "cis" and "cis=3.1".
  tags_of = { for rule in local.declared : rule.name => flatten([
    for tag, values in try(rule.tags, {}) : concat([tag], [for value in flatten([values]) : "${tag}=${value}"])
  ])... }

  # Per rule the overrides that name it, in their order.
  adapted = { for rule in local.declared : rule.name => [
    for override in local.overrides : override if anytrue([
      for wanted in override.rules : (
        startswith(wanted, "tag:") ? contains(local.tags_of[rule.name][0], trimprefix(wanted, "tag:")) :
        can(regex("^${replace(replace(replace(wanted, ".", "[.]"), "*", ".*"), "?", ".")}$", rule.name))
      )
    ])
  ]... }

  # With two rules of one name the plan is refused (limits.tf); until then the first stands for both.
  rules = { for name, same in { for rule in local.declared : rule.name => rule... } : name => {
    declared    = same[0]
    overrides   = local.adapted[name][0]
    tags        = local.tags_of[name][0]
    enabled     = try([for o in local.adapted[name][0] : o.enabled if can(o.enabled)][0], same[0].enabled, true)
    mode        = try(reverse([for o in local.adapted[name][0] : o.mode if can(o.mode)])[0], same[0].mode, "live")
    severity    = try(reverse([for o in local.adapted[name][0] : o.severity if can(o.severity)])[0], same[0].severity, "medium")
    description = try(same[0].description, null)
    pattern     = try(same[0].native_pattern, same[0].pattern)
    # Exceptions that the rule has by itself or by an override.
    excepts = sum(concat(
      [0],
      [for e in [same[0]] : length(e.except) if can(length(e.except))],
      [for o in local.adapted[name][0] : length(o.except) if can(length(o.except))],
    ))
    own_native = can(same[0].native_pattern)
    extensions = try(same[0].extensions, false)
    metric = merge(
      { namespace = "Trailwatch", name = name, value = 1 },
      try(same[0].metric, {}),
      [for o in local.adapted[name][0] : o.metric if can(keys(o.metric))]...
    )
    alarms = [for alarm in concat(
      [for r in same : r.alarm if can(keys(r.alarm))],
      flatten([for r in same : r.alarms if can(length(r.alarms))]),
      ) : merge(
      local.alarm_defaults, { alarm_name = name }, local.defaults, alarm,
      [for o in local.adapted[name][0] : o.alarm if can(keys(o.alarm))]...
    )]
  } }

  # What the engine takes for an argument that neither the rule nor its set names.
  alarm_defaults = {
    statistic           = "Sum"
    period              = 300
    evaluation_periods  = 1
    comparison_operator = "GreaterThanOrEqualToThreshold"
    threshold           = 1
    treat_missing_data  = "notBreaching"
  }
}

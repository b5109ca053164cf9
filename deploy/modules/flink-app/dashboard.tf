locals {
  # One graph for each question; the metrics are those of src/site/markdown/operations.md.
  graphs = [
    { title = "Is it alive?", metrics = ["heartbeat", "uptime", "downtime"] },
    { title = "What came in since the start", metrics = ["recordsIn", "eventsIn", "eventsMatched"] },
    { title = "What went out since the start", metrics = ["transitions", "notificationsSent", "notificationsRetried", "notificationsFailed"] },
    { title = "What was set aside since the start", metrics = ["recordsUndecodable", "eventsRejected", "lateEvents", "futureEvents", "duplicateEvents"] },
    { title = "Rules in force", metrics = ["rulesLoaded", "ruleReloads", "ruleReloadsRejected", "ruleSetLate"] },
    { title = "Live alarm instances", metrics = ["alarmSeries"] },
    { title = "How late the job judges (ms)", metrics = ["watermarkLag"] },
    { title = "Checkpoints", metrics = ["lastCheckpointDuration", "lastCheckpointSize", "numberOfFailedCheckpoints"] },
  ]

  dashboard = {
    widgets = concat(
      [for i, graph in local.graphs : {
        type   = "metric"
        x      = (i % 2) * 12
        y      = floor(i / 2) * 6
        width  = 12
        height = 6
        properties = {
          title   = graph.title
          region  = local.region
          view    = "timeSeries"
          period  = 60
          stat    = "Maximum"
          metrics = [for metric in graph.metrics : ["AWS/KinesisAnalytics", metric, "Application", var.name]]
        }
      }],
      [
        {
          type   = "metric"
          x      = 0
          y      = ceil(length(local.graphs) / 2) * 6
          width  = 12
          height = 6
          properties = {
            title   = "How far behind the stream (ms)"
            region  = local.region
            view    = "timeSeries"
            period  = 60
            stat    = "Maximum"
            metrics = [["AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", "StreamName", local.stream_name]]
          }
        },
        {
          type   = "alarm"
          x      = 12
          y      = ceil(length(local.graphs) / 2) * 6
          width  = 12
          height = 6
          properties = {
            title = "Alarms on the engine"
            alarms = [for name in concat(sort(concat(keys(local.liveness_alarms), keys(local.growth_alarms))), ["lag"]) :
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-${name}"]
          }
        },
      ],
    )
  }
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = replace(var.name, ".", "-")
  dashboard_body = jsonencode(local.dashboard)
}

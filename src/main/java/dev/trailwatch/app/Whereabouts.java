package dev.trailwatch.app;

import org.jspecify.annotations.Nullable;

/** Where the engine runs: as configured, else where its stream or its topics are. */
final class Whereabouts {
  private static final int REGION = 3;
  private static final int ACCOUNT = 4;

  private final JobConfig config;

  Whereabouts(JobConfig config) {
    this.config = config;
  }

  String account() {
    String configured = config.accountId();
    String fromArn = arnPart(ACCOUNT);
    return configured != null ? configured : fromArn != null ? fromArn : Defaults.ACCOUNT_ID;
  }

  String region() {
    String configured = config.region();
    String fromArn = arnPart(REGION);
    String source = config.source().getProperty("aws.region");
    if (configured != null) {
      return configured;
    }
    return fromArn != null ? fromArn : source != null ? source : Defaults.REGION;
  }

  private @Nullable String arnPart(int index) {
    String stream = config.source().getProperty("stream.arn");
    String arn =
        stream != null ? stream : config.topics().values().stream().findFirst().orElse(null);
    String[] parts = arn == null ? new String[0] : arn.split(":", 7);
    return parts.length > index && !parts[index].isEmpty() ? parts[index] : null;
  }
}

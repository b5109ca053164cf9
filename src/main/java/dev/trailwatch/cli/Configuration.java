package dev.trailwatch.cli;

import dev.trailwatch.app.ConfigException;
import dev.trailwatch.app.JobConfig;
import dev.trailwatch.app.PropertyGroups;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options {@code --config} and {@code --set}: how a job is to run. */
final class Configuration {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "property groups, as in a Managed Flink application's application_properties.json")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "GROUP.KEY=VALUE",
      description = "set one value, over the file's; repeatable")
  private List<String> settings = new ArrayList<>();

  private Configuration() {}

  JobConfig read() {
    try {
      Map<String, Properties> groups =
          config == null ? new LinkedHashMap<>() : PropertyGroups.read(config);
      for (String setting : settings) {
        PropertyGroups.set(groups, setting);
      }
      return JobConfig.of(groups);
    } catch (ConfigException e) {
      throw CommandFailure.usage(String.join("\nerror: ", e.problems()));
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage("there is no file " + e.getFile());
    } catch (IOException e) {
      throw CommandFailure.couldNot("the configuration cannot be read: " + e.getMessage());
    }
  }
}

package dev.trailwatch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Terraform as the scripts of {@code deploy/} use it. */
final class Terraform {
  private static final Path DEPLOY = Path.of("deploy");

  private Terraform() {}

  /** Whether the tests can be run here; says so aloud if not. */
  static boolean isHere(String what) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, "terraform"))) {
        return true;
      }
    }
    System.out.println("SKIPPED: " + what + ": terraform is not on the PATH");
    return false;
  }

  /** What a command printed, and how it ended. */
  static final class Outcome {
    final int code;
    final String output;

    Outcome(int code, String output) {
      this.code = code;
      this.output = output;
    }
  }

  /** Runs a shell command in {@code deploy/}, standard error included. */
  static Outcome run(String command, int minutes) throws IOException, InterruptedException {
    Path output = Files.createTempFile("trailwatch-deploy", ".txt");
    try {
      Process process =
          new ProcessBuilder("bash", "-c", command)
              .directory(DEPLOY.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Outcome(
            -1, Files.readString(output) + "\nnot done after " + minutes + " minutes");
      }
      return new Outcome(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** The plans of a module's test runs, by the run's name, in Terraform's JSON form. */
  static Map<String, JsonNode> plans(String module, String tests) throws Exception {
    Outcome outcome =
        run(
            "source tests/terraform.sh && start_terraform "
                + module
                + " >/dev/null && terraform -chdir="
                + module
                + " test -json -verbose -test-directory="
                + tests,
            5);
    ObjectMapper json = new ObjectMapper();
    Map<String, JsonNode> plans = new LinkedHashMap<>();
    for (String line : outcome.output.split("\n", -1)) {
      if (line.startsWith("{")) {
        JsonNode message = json.readTree(line);
        if (message.has("test_plan")) {
          plans.put(message.get("@testrun").asText(), message.get("test_plan"));
        }
      }
    }
    if (outcome.code != 0) {
      throw new AssertionError("terraform test in " + module + " failed:\n" + outcome.output);
    }
    return plans;
  }
}

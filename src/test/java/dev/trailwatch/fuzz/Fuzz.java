package dev.trailwatch.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks for inputs that go wrong: Jazzer on each target for some seconds, guided by what code an
 * input reaches. What it finds is left in {@code target/fuzz}; copied into the target's corpus, it
 * is a failing test.
 */
final class Fuzz {
  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
  private static final Path WORK = Path.of("target/fuzz");

  private Fuzz() {}

  /**
   * Fuzzes.
   *
   * @param args seconds for each target, where chance begins (0: somewhere else each time), and the
   *     targets, such as {@code rules}; all without any
   */
  public static void main(String... args) throws IOException, InterruptedException {
    List<String> failed = new ArrayList<>();
    for (Target target : Target.values()) {
      String name = target.name().toLowerCase(Locale.ROOT);
      if (args.length > 2 && !List.of(args).contains(name)) {
        continue;
      }
      Path found = Files.createDirectories(WORK.resolve(name));
      System.out.println("== " + name + ": " + args[0] + " s");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "-cp",
                  System.getProperty("java.class.path"),
                  JAZZER,
                  "--target_class=" + target.type().getName(),
                  "--instrumentation_includes=dev.trailwatch.**",
                  "--custom_hook_includes=dev.trailwatch.**",
                  "--reproducer_path=" + found));
      command.addAll(
          List.of(
              "-max_total_time=" + args[0],
              "-seed=" + args[1],
              "-max_len=8192",
              "-timeout=10",
              "-rss_limit_mb=0",
              "-print_final_stats=1",
              "-artifact_prefix=" + found + "/",
              Files.createDirectories(found.resolve("corpus")).toString(),
              target.corpus().toString()));
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0) {
        failed.add(name);
      }
    }
    if (!failed.isEmpty()) {
      System.err.println(
          "FOUND something in "
              + failed
              + ": see "
              + WORK
              + "; copy it to src/test/resources/fuzz");
      System.exit(1);
    }
  }
}

package dev.trailwatch.connector.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rule.RuleSetDiff;
import dev.trailwatch.rulefile.RuleDirectory;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.wire.RuleSetRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSourceITCase {
  private static final List<String> HEARD = Collections.synchronizedList(new ArrayList<>());

  /** Whose news is heard: a job that another test has cancelled may still say something. */
  private static volatile String heardOf = "";

  @TempDir private Path directory;

  @Test
  void emitsEachGoodChangeOnceWithoutEverMovingTime() throws Exception {
    hearNothingButThis();
    write("one.yaml", "CreateUser");
    StreamExecutionEnvironment env = environment();
    long start = System.currentTimeMillis();
    CloseableIterator<String> sets = collect(env, source());
    try {
      write("two.yaml", "StopLogging");
      assertThat(sets.next()).startsWith("1 2 files, delay ok, watermark none");
      assertThat(System.currentTimeMillis() - start).isLessThan(60_000);
      Files.writeString(directory.resolve("two.yaml"), "version: 1\nrules: [nonsense]\n");
      awaitHeard(2);
      Files.delete(directory.resolve("two.yaml"));
      write("three.yaml", "DeleteTrail");
      assertThat(sets.next()).startsWith("2 2 files, delay ok, watermark none");
    } finally {
      sets.close();
    }
    assertThat(HEARD.get(0)).startsWith("adopted rules +1");
    assertThat(HEARD.get(1)).startsWith("rejected").contains("two.yaml:2");
    assertThat(HEARD.get(2)).startsWith("adopted rules +1").contains("-1");
  }

  @Test
  void goesOnCountingAfterAFailureAndRepeatsNothing() throws Exception {
    hearNothingButThis();
    write("one.yaml", "CreateUser");
    Failing.FAILURES.set(0);
    StreamExecutionEnvironment env = environment();
    env.enableCheckpointing(100);
    List<String> seen = new ArrayList<>();
    CloseableIterator<String> sets =
        RuleSource.adopted(source().addTo(env, "rules"), "sets")
            .process(new Failing())
            .returns(Types.STRING)
            .executeAndCollect();
    try {
      write("two.yaml", "StopLogging");
      seen.add(sets.next());
      write("three.yaml", "DeleteTrail");
      seen.add(sets.next());
      write("four.yaml", "PutBucketPolicy");
      seen.add(sets.next());
    } finally {
      sets.close();
    }
    assertThat(seen).containsExactly("1", "2", "3");
    assertThat(Failing.FAILURES.get()).isEqualTo(1);
  }

  /** A fault that is no exception must not end the looking: the rules would stay for ever. */
  @Test
  void goesOnLookingAfterAnError() throws Exception {
    hearNothingButThis();
    write("one.yaml", "CreateUser");
    RuleSource source = source(new Ailing(RuleFiles.at(List.of(directory))), RuleDemand.none());
    CloseableIterator<String> sets = collect(environment(), source);
    try {
      awaitHeard(1);
      assertThat(HEARD.get(0)).startsWith("rejected").contains("NoClassDefFoundError");
      write("two.yaml", "StopLogging");
      assertThat(sets.next()).startsWith("1 2 files");
    } finally {
      sets.close();
    }
  }

  /** A set that takes long to compile here takes long everywhere: no record is to wait for it. */
  @Test
  void aSetTakesEffectTheLaterTheLongerItTookToCompile() throws Exception {
    hearNothingButThis();
    write("one.yaml", "CreateUser");
    RuleSource source = source(RuleFiles.at(List.of(directory)), new Slow());
    CloseableIterator<String> sets = collect(environment(), source);
    try {
      write("two.yaml", "StopLogging");
      // 500 ms to be told, and twice the two seconds that it took
      String told = sets.next();
      String delay = told.substring(told.indexOf("delay ") + 6, told.indexOf(", watermark"));
      assertThat(delay).isNotEqualTo("ok");
      assertThat(Long.parseLong(delay)).isGreaterThan(2_000);
    } finally {
      sets.close();
    }
  }

  /** Ten files of a thousand rules: adopted whole, and not before everybody can have them ready. */
  @Test
  void aSetOfTenThousandRulesComesThroughWhole() throws Exception {
    hearNothingButThis();
    write("one.yaml", "CreateUser");
    CloseableIterator<String> sets = collect(environment(), source());
    try {
      // one look at the start, so that what is measured is the change
      Thread.sleep(500);
      for (int file = 0; file < 10; file++) {
        StringBuilder text = new StringBuilder("version: 1\nrules:\n");
        // ten thousand, with the one that is there
        for (int i = file == 0 ? 1 : 0; i < 1_000; i++) {
          text.append("  - {name: r-" + file + "-" + i)
              .append(", pattern: '{ $.eventName = Call" + file + "x" + i)
              .append(" && $.errorCode = Denied* }', alarm: {period: 60}}\n");
        }
        Path next = Files.writeString(directory.resolve("next"), text);
        Files.move(next, directory.resolve("f" + file + ".yaml"));
      }
      long written = System.nanoTime();
      String told;
      do {
        // two looks may have seen a part of the files: also a set that was there
        told = sets.next();
      } while (!told.contains(" 11 files"));
      System.out.printf(
          "10,000 rules: in force %d ms after they were written, %s%n",
          (System.nanoTime() - written) / 1_000_000, told);
      // the news comes after the set
      for (int i = 0; i < 200 && added() < 9_999; i++) {
        Thread.sleep(50);
      }
      assertThat(HEARD).allMatch(line -> line.startsWith("adopted rules +"));
      assertThat(added()).isEqualTo(9_999);
    } finally {
      sets.close();
    }
  }

  @Test
  void endsWhenItsTimeIsOver() throws Exception {
    write("one.yaml", "CreateUser");
    CloseableIterator<String> sets =
        collect(environment(), source().lasting(Duration.ofSeconds(1)));
    try {
      assertThat(sets).toIterable().isEmpty();
    } finally {
      sets.close();
    }
  }

  private static CloseableIterator<String> collect(
      StreamExecutionEnvironment env, RuleSource source) throws Exception {
    return RuleSource.adopted(source.addTo(env, "rules"), "sets")
        .process(new Describe())
        .returns(Types.STRING)
        .executeAndCollect();
  }

  private RuleSource source() throws Exception {
    return source(RuleFiles.at(List.of(directory)), RuleDemand.none());
  }

  private RuleSource source(RuleFiles where, RuleDemand demand) throws Exception {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    List<SourceText> files = RuleDirectory.load(directory);
    RuleSetRecord initial = new RuleSetRecord();
    initial.version = RuleFileReader.read(files, today).ruleSet().version();
    initial.adoptedOn = today.toEpochDay();
    initial.names = files.stream().map(SourceText::name).toArray(String[]::new);
    initial.texts = files.stream().map(SourceText::text).toArray(String[]::new);
    return RuleSource.polling(where, initial, Duration.ofMillis(100), Duration.ofMillis(500))
        .demanding(demand)
        .telling(new Heard(directory.toString()));
  }

  private void write(String name, String event) throws Exception {
    String rule = name.replace(".yaml", "");
    Files.writeString(
        directory.resolve(name),
        "version: 1\nrules:\n  - name: "
            + rule
            + "\n    pattern: '{ $.eventName = \""
            + event
            + "\" }'\n");
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.delay", "100 ms");
    configuration.setString("restart-strategy.fixed-delay.attempts", "3");
    return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
  }

  /** How many rules all that was heard has added. */
  private static int added() {
    synchronized (HEARD) {
      return HEARD.stream().mapToInt(line -> Integer.parseInt(line.split("[+, ]+", -1)[2])).sum();
    }
  }

  private void hearNothingButThis() {
    heardOf = directory.toString();
    HEARD.clear();
  }

  private static void awaitHeard(int count) throws InterruptedException {
    for (int i = 0; i < 200 && HEARD.size() < count; i++) {
      Thread.sleep(50);
    }
    assertThat(HEARD).hasSizeGreaterThanOrEqualTo(count);
  }

  private static final class Heard implements ReloadListener {
    private static final long serialVersionUID = 1L;

    private final String directory;

    private Heard(String directory) {
      this.directory = directory;
    }

    @Override
    public void adopted(String version, RuleSetDiff diff) {
      hear("adopted " + diff);
    }

    @Override
    public void rejected(String reason) {
      hear("rejected " + reason);
    }

    private void hear(String news) {
      if (directory.equals(heardOf)) {
        HEARD.add(news);
      }
    }
  }

  /** Files whose second reading ends in an Error. */
  private static final class Ailing implements RuleFiles {
    private static final long serialVersionUID = 1L;

    private final RuleFiles files;
    private int readings;

    private Ailing(RuleFiles files) {
      this.files = files;
    }

    @Override
    public List<SourceText> read() throws IOException {
      if (readings++ == 1) {
        throw new NoClassDefFoundError("on purpose");
      }
      return files.read();
    }
  }

  private static final class Slow implements RuleDemand {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> objections(RuleSet ruleSet) {
      try {
        Thread.sleep(2_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return List.of();
    }
  }

  private static final class Describe extends ProcessFunction<RuleSetRecord, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(RuleSetRecord set, Context context, Collector<String> out) {
      long delay = set.effectiveFrom - System.currentTimeMillis();
      long watermark = context.timerService().currentWatermark();
      out.collect(
          set.number
              + " "
              + set.names.length
              + " files, delay "
              + (delay > 0 && delay <= 2_000 ? "ok" : delay)
              + ", watermark "
              + (watermark == Long.MIN_VALUE ? "none" : watermark));
    }
  }

  /** Fails at the second set, once a checkpoint holds the first. */
  private static final class Failing extends ProcessFunction<RuleSetRecord, String> {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger FAILURES = new AtomicInteger();

    @Override
    public void processElement(RuleSetRecord set, Context context, Collector<String> out)
        throws Exception {
      if (set.number == 2 && FAILURES.compareAndSet(0, 1)) {
        throw new IllegalStateException("a failure on purpose");
      }
      out.collect(Long.toString(set.number));
    }
  }
}

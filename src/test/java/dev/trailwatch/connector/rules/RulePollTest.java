package dev.trailwatch.connector.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.wire.RuleSetRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulePollTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
  private static final String USERS = rule("users", "CreateUser");
  private static final String TRAIL = rule("trail", "StopLogging");

  private final FakeFiles files = new FakeFiles();
  private RuleDemand demand = RuleDemand.none();

  @Test
  void tellsNothingWhileNothingChanges() throws Exception {
    files.set("a.yaml", USERS);
    RulePoll poll = poll();
    for (int i = 0; i < 5; i++) {
      assertThat(poll.look(TODAY)).isNull();
      assertThat(poll.unsettled()).isFalse();
    }
  }

  @Test
  void adoptsAChangeThatTwoLooksSaw() throws Exception {
    files.set("a.yaml", USERS);
    RulePoll poll = poll();
    files.set("a.yaml", USERS, "b.yaml", TRAIL);
    assertThat(poll.look(TODAY)).isNull();
    assertThat(poll.unsettled()).isTrue();
    Reload reload = poll.look(TODAY);
    assertThat(reload.record().number).isEqualTo(1);
    assertThat(reload.record().names).containsExactly("a.yaml", "b.yaml");
    assertThat(reload.record().texts).containsExactly(USERS, TRAIL);
    assertThat(reload.record().version).isEqualTo(version(USERS, TRAIL));
    assertThat(reload.diff().addedRules()).containsExactly("trail");
    assertThat(poll.look(TODAY)).isNull();

    files.set("b.yaml", TRAIL.replace("StopLogging", "DeleteTrail"));
    poll.look(TODAY);
    Reload second = poll.look(TODAY);
    assertThat(second.record().number).isEqualTo(2);
    assertThat(second.diff().changedRules()).containsExactly("trail");
    assertThat(second.diff().removedRules()).containsExactly("users");
  }

  @Test
  void waitsForAFileThatIsBeingWritten() throws Exception {
    files.set("a.yaml", USERS);
    RulePoll poll = poll();
    String whole = USERS + TRAIL.substring(TRAIL.indexOf("  -"));
    for (int end = 10; end < whole.length(); end += 40) {
      files.set("a.yaml", whole.substring(0, end));
      assertThat(poll.look(TODAY)).isNull();
    }
    files.set("a.yaml", whole);
    assertThat(poll.look(TODAY)).isNull();
    assertThat(poll.look(TODAY).diff().addedRules()).containsExactly("trail");
  }

  @Test
  void refusesWrongFilesOnceAndSaysWhy() throws Exception {
    files.set("a.yaml", USERS);
    RulePoll poll = poll();
    files.set("a.yaml", USERS.replace("{ $.eventName", "{ $.eventName =="));
    poll.look(TODAY);
    Reload refused = poll.look(TODAY);
    assertThat(refused.record()).isNull();
    assertThat(refused.reason()).contains("a.yaml:").contains("^").contains("error");
    for (int i = 0; i < 3; i++) {
      assertThat(poll.look(TODAY)).isNull();
    }
    // back to what is in force: nothing to adopt
    files.set("a.yaml", USERS);
    poll.look(TODAY);
    assertThat(poll.look(TODAY)).isNull();
  }

  @Test
  void keepsTheLastSetWhenTheFilesVanish() throws Exception {
    files.set("a.yaml", USERS);
    RulePoll poll = poll();
    files.failure = new NoSuchFileException("rules");
    assertThat(poll.look(TODAY).reason()).contains("there is no rules");
    assertThat(poll.look(TODAY)).isNull();
    files.failure = null;
    assertThat(poll.look(TODAY)).isNull();
    files.set();
    poll.look(TODAY);
    assertThat(poll.look(TODAY).reason()).contains("no rule files");
    assertThat(poll.look(TODAY)).isNull();
  }

  @Test
  void takesNoSetThatTheJobCannotWorkWith() throws Exception {
    files.set("a.yaml", USERS);
    demand = set -> set.rules().size() > 1 ? List.of("too many rules") : List.of();
    RulePoll poll = poll();
    files.set("a.yaml", USERS, "b.yaml", TRAIL);
    poll.look(TODAY);
    assertThat(poll.look(TODAY).reason()).isEqualTo("too many rules\n");
  }

  @Test
  void adoptsTenThousandRulesAndTheChangeOfOneOfThem() throws Exception {
    files.set("one.yaml", rule("one", "CreateUser"));
    RulePoll poll = poll();
    files.set(thousands("StopLogging"));
    assertThat(poll.look(TODAY)).isNull();
    Reload reload = poll.look(TODAY);
    assertThat(reload.reason()).isEmpty();
    assertThat(reload.diff().addedRules()).hasSize(10_000);

    files.set(thousands("DeleteTrail"));
    assertThat(poll.look(TODAY)).isNull();
    Reload second = poll.look(TODAY);
    assertThat(second.diff().changedRules()).containsExactly("r-0-0");
    assertThat(second.audit())
        .contains("\"event\":\"rules-adopted\"")
        .contains("\"before\":\"" + reload.record().version + "\"")
        .containsPattern("\"changed\":\\[\\{\"rule\":\"r-0-0\",\"before\":\"[0-9a-f]{12}\"");
  }

  /** Ten files of a thousand rules; the first rule watches one call, the others others. */
  private static String[] thousands(String first) {
    String[] files = new String[20];
    for (int file = 0; file < 10; file++) {
      StringBuilder text = new StringBuilder("version: 1\nrules:\n");
      for (int i = 0; i < 1_000; i++) {
        String call = file + i == 0 ? first : "Call" + file + "x" + i;
        text.append("  - {name: r-" + file + "-" + i)
            .append(", pattern: '{ $.eventName = " + call + " }'}\n");
      }
      files[2 * file] = "f" + file + ".yaml";
      files[2 * file + 1] = text.toString();
    }
    return files;
  }

  @Test
  void emitsNothingForACommentThatChangesNoRule() throws Exception {
    files.set("a.yaml", USERS);
    RulePoll poll = poll();
    files.set("a.yaml", "# reviewed\n" + USERS);
    poll.look(TODAY);
    assertThat(poll.look(TODAY)).isNull();
    assertThat(poll.unsettled()).isFalse();
  }

  @Test
  void letsExceptionsExpireWithTheDay() throws Exception {
    files.set(
        "a.yaml",
        USERS + "    except: [{pattern: '{ $.a = 1 }', reason: x, expires: 2026-03-01}]\n");
    RulePoll poll = poll();
    assertThat(poll.look(TODAY)).isNull();
    LocalDate tomorrow = TODAY.plusDays(1);
    poll.look(tomorrow);
    Reload reload = poll.look(tomorrow);
    assertThat(reload.diff().changedRules()).containsExactly("users");
    assertThat(reload.record().adoptedOn).isEqualTo(tomorrow.toEpochDay());
    assertThat(poll.look(tomorrow)).isNull();
  }

  @Test
  void adoptsOnlyWhatAWriterCompleted(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("a.yaml");
    Files.writeString(file, many(0));
    RuleFiles local = RuleFiles.at(List.of(directory));
    RulePoll poll = new RulePoll(local, compiler(), record(local.read()));
    Set<String> completed = ConcurrentHashMap.newKeySet();
    Thread writer = new Thread(() -> write(directory, file, completed));
    writer.start();
    List<String> adopted = new ArrayList<>();
    while (writer.isAlive()) {
      Reload reload = poll.look(TODAY);
      if (reload != null && reload.record() != null) {
        adopted.add(reload.record().texts[0]);
      }
      Thread.sleep(4);
    }
    poll.look(TODAY);
    poll.look(TODAY);
    assertThat(adopted).isNotEmpty();
    assertThat(completed).containsAll(adopted);
  }

  private static void write(Path directory, Path file, Set<String> completed) {
    try {
      for (int i = 1; i <= 40; i++) {
        String text = many(i % 7);
        completed.add(text);
        if (i % 3 == 0) {
          Path temporary = Files.writeString(directory.resolve("new.tmp"), text);
          Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } else if (i % 10 == 0) {
          Files.delete(file);
        } else {
          Files.writeString(file, text);
        }
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rules that all carry one number, so that a mixture would show. */
  private static String many(int number) {
    StringBuilder text = new StringBuilder("version: 1\nrules:\n");
    for (int i = 0; i < 30; i++) {
      text.append("  - name: rule-")
          .append(i)
          .append("\n    pattern: '{ $.n = ")
          .append(number)
          .append(" }'\n");
    }
    return text.toString();
  }

  @Test
  void triesAgainWhatWasRefusedForWantOfMemoryAndTellsItOnce() throws Exception {
    files.set("a.yaml", USERS);
    RulePoll poll = poll();
    int[] tries = {0};
    demand =
        set -> {
          if (tries[0]++ < 2) {
            throw new OutOfMemoryError("on purpose");
          }
          return List.of();
        };
    files.set("a.yaml", USERS, "b.yaml", TRAIL);
    poll.look(TODAY);
    assertThat(poll.look(TODAY).reason()).contains("OutOfMemoryError");
    List<Reload> later = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Reload reload = poll.look(TODAY);
      if (reload != null) {
        later.add(reload);
      }
    }
    assertThat(later).singleElement().satisfies(r -> assertThat(r.record()).isNotNull());
    assertThat(tries[0]).as("two that failed, one for each of both sets").isEqualTo(4);
  }

  @Test
  void anErrorOfReadingIsToldOnceAndEndsNothing() throws Exception {
    files.set("a.yaml", USERS);
    RulePoll poll = poll();
    files.error = new NoClassDefFoundError("on purpose");
    assertThat(poll.look(TODAY).reason()).contains("NoClassDefFoundError");
    assertThat(poll.look(TODAY)).isNull();
    files.error = null;
    files.set("a.yaml", USERS, "b.yaml", TRAIL);
    poll.look(TODAY);
    assertThat(poll.look(TODAY).diff().addedRules()).containsExactly("trail");
  }

  private RulePoll poll() throws IOException {
    return new RulePoll(files, compiler(), record(files.read()));
  }

  private RuleCompiler compiler() {
    return new RuleCompiler(Duration.ofSeconds(20), set -> demand.objections(set));
  }

  private static RuleSetRecord record(List<SourceText> files) {
    RuleSetRecord record = new RuleSetRecord();
    record.version = RuleFileReader.read(files, TODAY).ruleSet().version();
    record.adoptedOn = TODAY.toEpochDay();
    record.names = files.stream().map(SourceText::name).toArray(String[]::new);
    record.texts = files.stream().map(SourceText::text).toArray(String[]::new);
    return record;
  }

  private static String version(String... texts) {
    List<SourceText> files = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      files.add(SourceText.of("f" + i, texts[i]));
    }
    RuleSet set = RuleFileReader.read(files, TODAY).ruleSet();
    return set.version();
  }

  private static String rule(String name, String event) {
    return "version: 1\nrules:\n  - name: "
        + name
        + "\n    pattern: '{ $.eventName = \""
        + event
        + "\" }'\n";
  }

  private static final class FakeFiles implements RuleFiles {
    private static final long serialVersionUID = 1L;

    private transient List<SourceText> texts = List.of();
    private IOException failure;
    private transient Error error;

    void set(String... namesAndTexts) {
      List<SourceText> now = new ArrayList<>();
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        now.add(SourceText.of(namesAndTexts[i], namesAndTexts[i + 1]));
      }
      texts = now;
    }

    @Override
    public List<SourceText> read() throws IOException {
      if (error != null) {
        throw error;
      }
      if (failure != null) {
        throw failure;
      }
      return texts;
    }
  }
}

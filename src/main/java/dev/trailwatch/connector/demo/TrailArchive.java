package dev.trailwatch.connector.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An archive of invented CloudTrail events, as files: the same bytes for the same seed.
 *
 * <p>Events are spread evenly over the days; each day one account is attacked once, and the
 * attacker looks around for ten minutes more.
 */
public final class TrailArchive {
  /** How the files are laid out. */
  public enum Layout {
    /** As CloudTrail delivers to S3: by account, Region and day, compressed. */
    S3,
    /** One file {@code events.jsonl}, one event a line. */
    LINES
  }

  private static final String UNFINISHED = ".unfinished";
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long LURK_MILLIS = 20_000;
  private static final long LURK_FOR_MILLIS = 600_000;

  private final long seed;
  private final long events;
  private final Instant start;
  private final int days;
  private final int accounts;

  private TrailArchive(long seed, long events, Instant start, int days, int accounts) {
    this.seed = seed;
    this.events = events;
    this.start = start;
    this.days = days;
    this.accounts = accounts;
  }

  /**
   * An archive to be written.
   *
   * @param events how many events in all, at least 1
   * @param start when it begins
   * @param days how many days it spans, 1 to 3,660
   * @param accounts how many accounts, each of another company, 1 to 1,000
   */
  public static TrailArchive of(long seed, long events, Instant start, int days, int accounts) {
    if (events < 1 || days < 1 || days > 3_660 || accounts < 1 || accounts > 1_000) {
      throw new IllegalArgumentException(events + " events, " + days + " days, " + accounts);
    }
    return new TrailArchive(seed, events, start, days, accounts);
  }

  /**
   * Writes the archive.
   *
   * <p>Until it is complete it lies in a hidden folder of the directory, so that an interrupted one
   * is not taken for a smaller archive.
   *
   * @param directory where to; it is made if it is not there
   * @param progress told now and then how many events are written
   */
  public Written write(Path directory, Layout layout, LongConsumer progress) throws IOException {
    List<TrailGenerator> generators = new ArrayList<>(accounts);
    for (int i = 0; i < accounts; i++) {
      generators.add(TrailGenerator.of(i == 0 ? seed : Dice.mix(seed + i)));
    }
    List<Act> acts = acts(generators);
    Dice dice = Dice.of(seed, 3);
    EventBuffer event = new EventBuffer();
    Path unfinished = Files.createDirectories(directory.resolve(UNFINISHED));
    Written written;
    try (TrailFiles files =
        layout == Layout.S3
            ? new S3TrailFiles(unfinished, Dice.of(seed, 4))
            : new LineTrailFile(unfinished)) {
      int next = 0;
      for (long i = 0; i < events; i++) {
        long time = start.toEpochMilli() + Math.round((double) i * days * DAY / events);
        TrailGenerator generator;
        if (next < acts.size() && acts.get(next).time <= time) {
          Act act = acts.get(next++);
          generator = act.generator;
          time = act.time;
          generator.step(time, act.step, event);
        } else {
          generator = generators.get(accounts == 1 ? 0 : dice.below(accounts));
          generator.everyday(time, event);
        }
        files.add(generator, time, event);
        event.clear();
        if ((i & 0x3fff) == 0) {
          progress.accept(i);
        }
      }
      files.finish();
      progress.accept(events);
      written = new Written(events, files.files(), files.bytes());
    }
    for (Path part : entries(unfinished)) {
      Files.move(part, directory.resolve(part.getFileName()));
    }
    Files.delete(unfinished);
    return written;
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.collect(Collectors.toList());
    }
  }

  /** What the attacks do, in the order of time. */
  private List<Act> acts(List<TrailGenerator> generators) {
    Dice dice = Dice.of(seed, 5);
    List<Act> acts = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      TrailGenerator generator = generators.get(dice.below(generators.size()));
      long from = start.toEpochMilli() + day * DAY + DAY / 5 + dice.below((int) (DAY / 2));
      AttackStory story = generator.story();
      for (AttackStory.Step step : story.steps()) {
        acts.add(new Act(from + step.offset(), generator, step));
      }
      long after = story.duration() + LURK_MILLIS;
      for (int turn = 0; turn * LURK_MILLIS < LURK_FOR_MILLIS; turn++) {
        AttackStory.Step step = story.lurk(turn, after);
        if (step != null) {
          acts.add(new Act(from + after + turn * LURK_MILLIS, generator, step));
        }
      }
    }
    acts.sort(Comparator.comparingLong(act -> act.time));
    return acts;
  }

  /** What was written. */
  public static final class Written {
    private final long events;
    private final long files;
    private final long bytes;

    Written(long events, long files, long bytes) {
      this.events = events;
      this.files = files;
      this.bytes = bytes;
    }

    /** How many events. */
    public long events() {
      return events;
    }

    /** How many files. */
    public long files() {
      return files;
    }

    /** How many bytes on disk. */
    public long bytes() {
      return bytes;
    }
  }

  /** One call of an attack, with its time. */
  private static final class Act {
    private final long time;
    private final TrailGenerator generator;
    private final AttackStory.Step step;

    Act(long time, TrailGenerator generator, AttackStory.Step step) {
      this.time = time;
      this.generator = generator;
      this.step = step;
    }
  }
}

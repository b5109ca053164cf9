package dev.trailwatch.connector.replay;

import dev.trailwatch.connector.split.Split;
import dev.trailwatch.connector.split.SplitSource;
import dev.trailwatch.wire.RawRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * A bounded source of the records of files, their kind told by their content.
 *
 * <p>Each file is one split, read by one reader; what it emits are chunks of whole lines, to be
 * spread over matchers by {@code rebalance()}. A file that cannot be read, or not to its end, does
 * not stop the others: a record of the format {@link RawRecord#UNREADABLE} names it ({@code
 * origin}) and says why ({@code bytes}, UTF-8), after what could be read.
 *
 * <p>A record's arrival is its file's time of last change: it only serves lines that tell no time.
 * The source has no watermarks before its end.
 */
public final class ReplayFiles extends SplitSource<RawRecord> {
  private static final long serialVersionUID = 1L;

  private final String[] files;
  private final ReadListener listener;

  private ReplayFiles(String[] files, ReadListener listener) {
    this.files = files;
    this.listener = listener;
  }

  /** A source of these files, in their order: paths and {@code s3://bucket/key}. */
  public static ReplayFiles of(Collection<String> files) {
    return new ReplayFiles(files.toArray(String[]::new), bytes -> {});
  }

  /** The same source, with somebody who hears how far it is. */
  public ReplayFiles heardBy(ReadListener hearing) {
    return new ReplayFiles(files, hearing);
  }

  /** Looks inputs up before any job starts: the files, or what is wrong. */
  public static ReplayInputs resolve(List<String> inputs) {
    return ReplayInputs.resolve(inputs);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  protected boolean endsTogether() {
    return true;
  }

  @Override
  public SourceReader<RawRecord, Split> createReader(SourceReaderContext context) {
    return new FileReader(context, listener);
  }

  @Override
  protected List<Split> splits() {
    List<Split> splits = new ArrayList<>(files.length);
    for (String file : files) {
      splits.add(FileReader.split(file));
    }
    return splits;
  }
}

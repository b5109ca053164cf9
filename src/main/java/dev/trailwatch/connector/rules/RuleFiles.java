package dev.trailwatch.connector.rules;

import dev.trailwatch.connector.s3.S3Objects;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rulefile.RuleDirectory;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Where rule files are, to be read again whenever asked. */
public interface RuleFiles extends Serializable {
  /**
   * All rule files as they are now, in a fixed order, with the same names each time.
   *
   * @throws IOException if they cannot be read; the rules in force stay
   */
  List<SourceText> read() throws IOException;

  /** The rule files of these files and folders, as {@link RuleDirectory} finds them. */
  static RuleFiles at(Collection<Path> paths) {
    return new LocalRuleFiles(paths.stream().map(Path::toString).toArray(String[]::new));
  }

  /** The rule files of a bucket, found as in a folder. */
  static RuleFiles at(S3Objects objects) {
    return new S3RuleFiles(objects);
  }

  /**
   * The rule files of a folder, or one file, that are taken only as the key's owner signed them.
   */
  static RuleFiles signed(Path path, PublicKey key) {
    return SignedRuleFiles.at(path, key);
  }

  /** The rule files of a bucket that are taken only as the key's owner signed them. */
  static RuleFiles signed(S3Objects objects, PublicKey key) {
    return SignedRuleFiles.at(objects, key);
  }

  /** Rule files on this machine's disk. */
  final class LocalRuleFiles implements RuleFiles {
    private static final long serialVersionUID = 1L;

    private final String[] paths;

    private LocalRuleFiles(String[] paths) {
      this.paths = paths;
    }

    @Override
    public List<SourceText> read() throws IOException {
      List<SourceText> files = new ArrayList<>();
      for (String path : paths) {
        files.addAll(RuleDirectory.load(Path.of(path)));
      }
      return files;
    }

    @Override
    public String toString() {
      return String.join(", ", paths);
    }
  }
}

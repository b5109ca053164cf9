package dev.trailwatch.connector.rules;

import dev.trailwatch.connector.s3.S3Content;
import dev.trailwatch.connector.s3.S3Objects;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rulefile.SignedList;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;

/** Rule files that are taken only as somebody signed them: see {@link SignedList}. */
final class SignedRuleFiles implements RuleFiles {
  private static final long serialVersionUID = 1L;

  private static final int LIMIT = 1 << 20;

  /** A file beside the rule files. */
  interface Beside extends Serializable {
    /** The bytes of the file of a name. */
    byte[] read(String name) throws IOException;
  }

  private final RuleFiles files;
  private final String folder;
  private final Beside beside;
  private final PublicKey key;

  private SignedRuleFiles(RuleFiles files, String folder, Beside beside, PublicKey key) {
    this.files = files;
    this.folder = folder;
    this.beside = beside;
    this.key = key;
  }

  /** Those of a folder, or the one file with the list in its folder. */
  static SignedRuleFiles at(Path path, PublicKey key) {
    Path parent = path.getParent();
    String above = parent == null ? "" : parent.toString();
    String folder = Files.isRegularFile(path) ? above : path.toString();
    return new SignedRuleFiles(
        RuleFiles.at(List.of(path)),
        folder.isEmpty() ? "" : folder.replace('\\', '/') + "/",
        name -> {
          try (InputStream in = Files.newInputStream(Path.of(folder).resolve(name))) {
            return in.readNBytes(LIMIT);
          }
        },
        key);
  }

  /** Those of a bucket below a prefix. */
  static SignedRuleFiles at(S3Objects objects, PublicKey key) {
    String prefix = objects.location().prefix();
    String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    return new SignedRuleFiles(
        RuleFiles.at(objects),
        "s3://" + objects.location().bucket() + "/" + folder,
        name -> {
          try (S3Content in = objects.open(folder + name)) {
            return in.readNBytes(LIMIT);
          }
        },
        key);
  }

  @Override
  public List<SourceText> read() throws IOException {
    List<SourceText> found = files.read();
    byte[] list = beside.read(SignedList.NAME);
    byte[] signature = beside.read(SignedList.SIGNATURE);
    try {
      SignedList.of(list, signature, key).check(folder, found);
    } catch (SignedList.UnsignedException e) {
      throw new UnsignedRulesException(
          "not as signed: "
              + e.getMessage()
              + "; sign them again, or put back what was signed (see Signed rules)");
    }
    return found;
  }

  @Override
  public String toString() {
    return files.toString();
  }
}

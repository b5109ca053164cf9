package dev.trailwatch.connector.rules;

import dev.trailwatch.connector.s3.S3Entry;
import dev.trailwatch.connector.s3.S3Objects;
import dev.trailwatch.diagnostic.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rule files in a bucket, below a prefix at any depth: what {@code RuleDirectory} finds in a
 * folder.
 *
 * <p>Each look lists the keys and reads only objects whose ETag it has not read before.
 */
final class S3RuleFiles implements RuleFiles {
  private static final long serialVersionUID = 1L;

  /** One byte more than a rule file may have: enough to see that it has too many. */
  private static final int LIMIT = (1 << 20) + 1;

  /** How often a look begins anew because objects changed under it. */
  private static final int ATTEMPTS = 3;

  private final S3Objects objects;
  private transient @Nullable Map<String, SourceText> known;

  S3RuleFiles(S3Objects objects) {
    this.objects = objects;
  }

  @Override
  public List<SourceText> read() throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      List<SourceText> texts = look();
      if (texts != null) {
        return texts;
      }
    }
    throw new IOException("the files at " + objects + " change while they are read");
  }

  /** All texts as one listing has them; null if one of them changed meanwhile. */
  private @Nullable List<SourceText> look() throws IOException {
    Map<String, SourceText> before = known == null ? new HashMap<>() : known;
    Map<String, SourceText> now = new HashMap<>();
    List<SourceText> texts = new ArrayList<>();
    for (S3Entry entry : objects.list()) {
      if (!isRuleFile(entry.key())) {
        continue;
      }
      String identity = entry.etag() + " " + entry.key();
      SourceText text = before.get(identity);
      if (text == null) {
        byte[] bytes = objects.read(entry, LIMIT);
        if (bytes == null) {
          return null;
        }
        String name = "s3://" + objects.location().bucket() + "/" + entry.key();
        text = SourceText.of(name, new String(bytes, StandardCharsets.UTF_8));
      }
      now.put(identity, text);
      texts.add(text);
    }
    known = now;
    return texts;
  }

  /** YAML, not hidden, and not below a folder of tests. */
  private boolean isRuleFile(String key) {
    if (!key.endsWith(".yaml") && !key.endsWith(".yml")) {
      return false;
    }
    String prefix = objects.location().prefix();
    String relative = key.substring(prefix.lastIndexOf('/') + 1);
    for (String part : relative.split("/", -1)) {
      if (part.startsWith(".") || part.equals("tests")) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return objects.toString();
  }
}

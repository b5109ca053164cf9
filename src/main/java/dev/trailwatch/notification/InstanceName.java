package dev.trailwatch.notification;

import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.event.Secrets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * The name under which one instance of an alarm is known downstream: {@code name [Dim=value]}.
 *
 * <p>At most {@value #LONGEST} characters, one line, and the same for ever, since receivers keep
 * incidents apart by it. Whatever of a value is masked, cut or could be mistaken is followed by a
 * hash of the whole, so that two values never share a name.
 */
final class InstanceName {
  /** CloudWatch's bound on alarm names. */
  static final int LONGEST = 255;

  private static final int TAIL = 80;
  private static final int LONG_HASH = 16;
  private static final int SHORT_HASH = 8;
  private static final String AMBIGUOUS = "[]=,#";
  private static final String MARKUP = "<>&\"'`|\\";

  private InstanceName() {}

  static String of(String alarmName, Map<String, String> dimensions) {
    StringBuilder name = new StringBuilder(oneLine(alarmName));
    if (!dimensions.isEmpty()) {
      name.append(" [");
      String separator = "";
      for (Map.Entry<String, String> dimension : dimensions.entrySet()) {
        name.append(separator).append(clean(dimension.getKey(), MARKUP)).append('=');
        name.append(value(dimension.getValue()));
        separator = ", ";
      }
      name.append(']');
    }
    return shorten(name.toString(), LONGEST);
  }

  private static String value(String raw) {
    String shown = clean(Secrets.mask(raw), MARKUP);
    boolean unclear = !shown.equals(raw) || raw.isEmpty() || Visible.isMistakable(raw);
    for (int i = 0; i < raw.length() && !unclear; i++) {
      unclear = AMBIGUOUS.indexOf(raw.charAt(i)) >= 0;
    }
    return unclear ? shown + "#" + hash(raw, SHORT_HASH) : shown;
  }

  /** The text on one line, with an underscore for each character of the kind and each invisible. */
  private static String clean(String text, String unwanted) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean plain = c >= ' ' && c < 0x7f;
              boolean bad = plain ? unwanted.indexOf(c) >= 0 : !isVisible(c);
              out.appendCodePoint(bad ? '_' : c);
            });
    return out.toString();
  }

  /** The author's own name as it is, but on one line. */
  private static String oneLine(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                out.append(
                    Visible.of(Character.toString(c)).startsWith("\\") && c != '\\'
                        ? "_"
                        : Character.toString(c)));
    return out.toString();
  }

  private static boolean isVisible(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && Character.isDefined(codePoint);
  }

  /** The text if it is short enough, else its head, a hash of the whole, and its tail. */
  static String shorten(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    String middle = "..." + hash(text, LONG_HASH) + "...";
    int tail = Math.min(TAIL, (longest - middle.length()) / 2);
    int head = longest - middle.length() - tail;
    int tailStart = text.length() - tail;
    head -= Character.isHighSurrogate(text.charAt(head - 1)) ? 1 : 0;
    tailStart += Character.isLowSurrogate(text.charAt(tailStart)) ? 1 : 0;
    return text.substring(0, head) + middle + text.substring(tailStart);
  }

  /** The first hexadecimal digits of the text's SHA-256. */
  static String hash(String text, int digits) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] sum = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return String.format("%064x", new BigInteger(1, sum)).substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}

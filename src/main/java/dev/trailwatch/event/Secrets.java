package dev.trailwatch.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what looks like a credential in a text that is about to be shown or sent.
 *
 * <p>Access key ids keep their prefix and last four characters, so that an owner can find the key;
 * secret keys, session tokens, signed tokens and values named like a password are gone altogether.
 */
public final class Secrets {
  private static final String MASK = "****";
  private static final int OPAQUE_LENGTH = 40;
  private static final Pattern KEY_ID =
      Pattern.compile("(AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{8,}+(?<=([A-Z0-9]{4}))");
  private static final Pattern WEB_TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]++)*+");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(pass(?:word|wd)?|pwd|secret|token|authorization|signature|credential)"
              + "([\"']?\\s*[=:]\\s*[\"']?)(?:(?:bearer|basic)\\s+)?[^\\s\"'&,;]++");

  private Secrets() {}

  /** The text with credentials masked; nearly always the text itself. */
  public static String mask(String text) {
    String result = text;
    if (result.contains("KIA")
        || result.contains("SIA")
        || result.contains("ABIA")
        || result.contains("ACCA")) {
      result = KEY_ID.matcher(result).replaceAll("$1" + Matcher.quoteReplacement(MASK) + "$2");
    }
    if (result.contains("eyJ")) {
      result = WEB_TOKEN.matcher(result).replaceAll(MASK);
    }
    if (result.indexOf('=') >= 0 || result.indexOf(' ') >= 0 || result.indexOf('"') >= 0) {
      result = NAMED.matcher(result).replaceAll("$1$2" + Matcher.quoteReplacement(MASK));
    }
    return result.length() < OPAQUE_LENGTH ? result : maskOpaque(result);
  }

  /** The text, masked; if that changes it, with a hash that keeps it apart from others. */
  public static String maskApart(String text) {
    String masked = mask(text);
    return masked.equals(text) ? text : String.format("%s#%08x", masked, (int) StableHash.of(text));
  }

  /** Masks long runs of base64 characters that mix upper case, lower case and digits. */
  private static String maskOpaque(String text) {
    boolean path = text.startsWith("arn:"); // in an ARN a slash parts names
    StringBuilder out = null;
    int copied = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && isOpaque(text.charAt(i), path)) {
        continue;
      }
      if (i - start >= OPAQUE_LENGTH && isMixed(text, start, i)) {
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, copied, start).append(MASK);
        copied = i;
      }
      start = i + 1;
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  private static boolean isOpaque(char c, boolean path) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '='
        || (c == '/' && !path);
  }

  private static boolean isMixed(String text, int from, int to) {
    int kinds = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      kinds |= c >= 'a' && c <= 'z' ? 1 : c >= 'A' && c <= 'Z' ? 2 : c >= '0' && c <= '9' ? 4 : 0;
    }
    return kinds == 7;
  }
}

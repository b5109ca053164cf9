package dev.trailwatch.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A short, stable digest of named values: equal values give equal digests on every machine.
 *
 * <p>Each value is written with its length before it, so that no two lists of values can look
 * alike.
 */
final class Fingerprint {
  private final StringBuilder content = new StringBuilder(256);

  /** Adds a value under a name; null differs from every text. */
  Fingerprint add(String name, @Nullable Object value) {
    content.append(name).append('=');
    if (value == null) {
      content.append('-');
    } else if (value instanceof Map) {
      Map<?, ?> map = (Map<?, ?>) value;
      content.append('{').append(map.size());
      map.forEach((key, each) -> add(key.toString(), each));
    } else if (value instanceof Collection) {
      Collection<?> list = (Collection<?>) value;
      content.append('[').append(list.size());
      list.forEach(each -> add("", each));
    } else {
      String text = value.toString();
      content.append(text.length()).append(':').append(text);
    }
    content.append('\n');
    return this;
  }

  /** Everything that was added: equal exactly if the values are equal. */
  String content() {
    return content.toString();
  }

  /** The first hexadecimal digits of the SHA-256 of what was added. */
  String hex(int digits) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(content.toString().getBytes(StandardCharsets.UTF_8));
      StringBuilder out = new StringBuilder(64);
      for (byte b : hash) {
        out.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
      }
      return out.substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}

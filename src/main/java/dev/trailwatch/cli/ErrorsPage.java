package dev.trailwatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The page of the documentation that explains each error code, which the program carries along. */
final class ErrorsPage {
  private ErrorsPage() {}

  /** What the page says about a code, in Markdown; null if it does not know the code. */
  static @Nullable String section(String id) throws IOException {
    String page = text();
    int start = page.indexOf("\n### " + id + " ");
    if (start < 0) {
      return null;
    }
    int end = page.indexOf("\n##", start + 4);
    return (end < 0 ? page.substring(start + 1) : page.substring(start + 1, end)).strip() + "\n";
  }

  private static String text() throws IOException {
    try (InputStream in = ErrorsPage.class.getResourceAsStream("errors.md")) {
      if (in == null) {
        throw new IllegalStateException("the program was built without its errors page");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

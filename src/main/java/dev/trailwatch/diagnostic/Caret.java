package dev.trailwatch.diagnostic;

/**
 * Renders an issue for a person: the sentence, the text it is about, and a caret under the fault.
 *
 * <pre>
 * rules/root.yaml:6: error: expected a condition after "&amp;&amp;"  (P104)
 *   rule "root-account-usage", pattern:
 *     { $.userIdentity.type = "Root" &amp;&amp; &amp;&amp; $.a = 1 }
 *                                       ^^
 *   try  ...
 * </pre>
 */
public final class Caret {
  /** The longest stretch of a line that is shown; a longer line is cut around the fault. */
  private static final int WIDTH = 160;

  private Caret() {}

  /** The issue as lines of text, each ended by a line break. */
  public static String render(Issue issue) {
    StringBuilder out = new StringBuilder(256);
    if (issue.place() != null) {
      out.append(Visible.of(issue.place().toString())).append(": ");
    }
    out.append(issue.severity().word()).append(": ").append(Visible.of(issue.message()));
    out.append("  (").append(issue.code().id()).append(")\n");
    if (issue.place() != null && issue.place().part() != null) {
      out.append("  ").append(Visible.of(issue.place().part())).append(":\n");
    }
    if (issue.text() != null && issue.span() != null) {
      excerpt(out, issue.text(), issue.span());
    }
    if (issue.hint() != null) {
      out.append("  ").append(Visible.of(issue.hint())).append('\n');
    }
    return out.toString();
  }

  private static void excerpt(StringBuilder out, SourceText text, Span span) {
    int start = Math.min(span.start(), text.text().length());
    int line = text.line(start);
    String whole = text.lineText(line);
    int column = Math.min(start - text.lineStart(line), whole.length());
    int length = Math.max(1, Math.min(span.end() - span.start(), whole.length() - column));
    int from = 0;
    int to = whole.length();
    if (to > WIDTH) {
      from = Math.max(0, Math.min(column - WIDTH / 2, to - WIDTH));
      to = Math.min(to, from + WIDTH);
      length = Math.min(length, to - column);
    }
    String lead = from > 0 ? "…" : "";
    String before = Visible.of(whole.substring(from, column));
    String fault = Visible.of(whole.substring(column, Math.min(column + length, to)));
    String after = Visible.of(whole.substring(Math.min(column + length, to), to));
    out.append("    ").append(lead).append(before).append(fault).append(after);
    out.append(to < whole.length() ? "…\n" : "\n");
    out.append("    ").append(" ".repeat(lead.length() + Visible.width(before)));
    out.append("^".repeat(Math.max(1, Visible.width(fault)))).append('\n');
  }
}

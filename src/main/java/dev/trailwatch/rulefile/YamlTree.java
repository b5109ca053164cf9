package dev.trailwatch.rulefile;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Place;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.diagnostic.Span;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a YAML text as a tree of values that know their line and column.
 *
 * <p>Read from the parser's tokens, because binding drops positions and silently accepts what a
 * rule file must not hold: an alias becomes its anchor's name, a tag is dropped, of two equal keys
 * the last one wins, a second document is ignored. All of these are refused here.
 */
final class YamlTree {
  private static final YAMLFactory FACTORY = new YAMLFactory();
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 16;
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final SourceText file;
  private final Findings findings;
  private final YAMLParser parser;

  /** Ends the reading of a file that is not worth reading on. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super(null, null, false, false);
    }
  }

  private YamlTree(SourceText file, Findings findings, YAMLParser parser) {
    this.file = file;
    this.findings = findings;
    this.parser = parser;
  }

  /** The root of the text; null if it cannot be used, and then the findings say why. */
  static @Nullable YamlNode read(SourceText file, Findings findings) {
    if (file.text().length() > MAX_CHARACTERS) {
      findings.add(
          Issue.error(RuleFileCode.TOO_LARGE, "the file is larger than 1 MiB")
              .hint("split it: rules of all files of a folder are one set")
              .at(Place.of(file.name())));
      return null;
    }
    if (!printable(file, findings)) {
      return null;
    }
    int before = findings.errors();
    YamlNode root = null;
    String text = file.text().startsWith("\ufeff") ? file.text().substring(1) : file.text();
    try (YAMLParser parser = FACTORY.createParser(text)) {
      root = new YamlTree(file, findings, parser).document();
    } catch (Unreadable e) {
      return null;
    } catch (JsonProcessingException e) {
      findings.add(syntaxError(file, e));
    } catch (IOException e) {
      throw new AssertionError("a text in memory cannot fail to be read", e);
    }
    return findings.errors() == before ? root : null;
  }

  private @Nullable YamlNode document() throws IOException, Unreadable {
    JsonToken token = parser.nextToken();
    if (token == null) {
      findings.add(
          Issue.error(RuleFileCode.NOTHING_THERE, "the file is empty, expected version and rules")
              .at(Place.of(file.name())));
      return null;
    }
    YamlNode root = value(token, 1);
    if (parser.nextToken() != null) {
      findings.add(
          here("").error(RuleFileCode.FORBIDDEN_YAML, "a second document, expected one a file"));
    }
    return root;
  }

  private YamlNode value(JsonToken token, int depth) throws IOException, Unreadable {
    refuseIndirection();
    switch (token) {
      case START_OBJECT:
        return map(depth);
      case START_ARRAY:
        return list(depth);
      case VALUE_TRUE:
      case VALUE_FALSE:
        return truth(parser.getText());
      case VALUE_NULL:
        return scalar(YamlNode.Kind.NULL, "");
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        String number = parser.getText();
        return scalar(
            JSON_NUMBER.matcher(number).matches() ? YamlNode.Kind.NUMBER : YamlNode.Kind.STRING,
            number);
      default:
        return scalar(YamlNode.Kind.STRING, parser.getText());
    }
  }

  /** Old YAML has more words for true and false, such as on and no: here they are text. */
  private YamlNode truth(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return word.equals("true") || word.equals("false")
        ? scalar(YamlNode.Kind.BOOLEAN, word)
        : scalar(YamlNode.Kind.STRING, text);
  }

  private YamlNode map(int depth) throws IOException, Unreadable {
    YamlNode map = scalar(YamlNode.Kind.MAP, "");
    refuseDepth(map, depth);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      refuseIndirection();
      YamlNode key = scalar(YamlNode.Kind.STRING, parser.getText());
      if (key.text().equals("<<")) {
        findings.add(
            key.error(RuleFileCode.FORBIDDEN_YAML, "a merge key, expected every value in its place")
                .hint("use defaults or overrides: they say where a value comes from"));
      }
      YamlNode value = value(parser.nextToken(), depth + 1);
      YamlNode.Entry first = map.entries().putIfAbsent(key.text(), new YamlNode.Entry(key, value));
      if (first != null) {
        findings.add(
            key.error(
                RuleFileCode.DUPLICATE_KEY,
                "key \"" + key.text() + "\" stands already in line " + first.key.line()));
      }
    }
    return map;
  }

  private YamlNode list(int depth) throws IOException, Unreadable {
    YamlNode list = scalar(YamlNode.Kind.LIST, "");
    refuseDepth(list, depth);
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      list.items().add(value(token, depth + 1));
      token = parser.nextToken();
    }
    return list;
  }

  private void refuseDepth(YamlNode node, int depth) throws Unreadable {
    if (depth > MAX_DEPTH) {
      findings.add(node.error(RuleFileCode.TOO_LARGE, "nested deeper than 16 levels"));
      throw new Unreadable();
    }
  }

  /**
   * Finds anchors, aliases and tags by the character that they start with: the parser does not tell
   * of an anchor at a scalar.
   */
  private void refuseIndirection() {
    YamlNode here = here("");
    switch (here.firstCharacter()) {
      case '*':
        findings.add(
            here.error(RuleFileCode.FORBIDDEN_YAML, "an alias, expected the value itself"));
        break;
      case '&':
        findings.add(here.error(RuleFileCode.FORBIDDEN_YAML, "an anchor, expected a plain value"));
        break;
      case '!':
        findings.add(here.error(RuleFileCode.FORBIDDEN_YAML, "a tag, expected a plain value"));
        break;
      default:
        break;
    }
  }

  private YamlNode scalar(YamlNode.Kind kind, String text) {
    JsonLocation at = parser.currentTokenLocation();
    int line = Math.max(1, Math.min(at.getLineNr(), file.lines()));
    return new YamlNode(kind, text, file, line, Math.max(1, at.getColumnNr()));
  }

  private YamlNode here(String text) {
    return scalar(YamlNode.Kind.STRING, text);
  }

  /**
   * YAML allows no control characters; the parser would say so without a line. Line breaks other
   * than a newline are refused too: an editor and the parser would count lines differently.
   */
  private static boolean printable(SourceText file, Findings findings) {
    char[] text = file.text().toCharArray();
    for (int i = 0; i < text.length; i++) {
      char c = text[i];
      if ((c >= ' ' && c < 0x7f) || c == '\n') {
        continue;
      }
      boolean lone = c == '\r' && !(i + 1 < text.length && text[i + 1] == '\n');
      boolean control = (c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7f || lone;
      boolean broken =
          c == 0xfffe
              || c == 0xffff
              || c == 0x2028
              || c == 0x2029
              || (c >= 0x80 && c < 0xa0)
              || (Character.isHighSurrogate(c)
                  && !(i + 1 < text.length && Character.isLowSurrogate(text[i + 1])))
              || (Character.isLowSurrogate(c)
                  && !(i > 0 && Character.isHighSurrogate(text[i - 1])));
      if (control || broken) {
        findings.add(
            Issue.error(
                    RuleFileCode.NOT_YAML,
                    String.format("character U+%04X, which a rule file cannot hold", (int) c))
                .at(file, Span.of(i, i + 1))
                .at(Place.of(file.name(), file.line(i), file.column(i), null)));
        return false;
      }
    }
    return true;
  }

  /** The parser's own words, without its excerpt: the caret shows the line better. */
  private static Issue syntaxError(SourceText file, JsonProcessingException e) {
    StringBuilder words = new StringBuilder();
    for (String line : String.valueOf(e.getOriginalMessage()).split("\n", -1)) {
      boolean prose = !line.startsWith(" ") && !line.isBlank();
      if (prose) {
        words.append(words.length() == 0 ? "" : ", ").append(line.strip());
      }
    }
    String message = words.length() == 0 ? "not readable as YAML" : words.toString();
    if (message.endsWith(".")) {
      message = message.substring(0, message.length() - 1);
    }
    JsonLocation at = e.getLocation();
    Issue issue = Issue.error(RuleFileCode.NOT_YAML, message);
    if (at == null || at.getLineNr() < 1) {
      return issue.at(Place.of(file.name()));
    }
    int line = Math.min(at.getLineNr(), file.lines());
    YamlNode spot =
        new YamlNode(YamlNode.Kind.STRING, "", file, line, Math.max(1, at.getColumnNr()));
    return spot.at(issue);
  }
}

package dev.trailwatch.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses words and phrases with their signs. */
final class TermsParser {
  private static final String SIGNS = "-?";

  private final String text;
  private final int end;
  private final PatternIssues issues;
  private final List<Term> terms = new ArrayList<>();
  private int at;

  TermsParser(String text, int start, int end, PatternIssues issues) {
    this.text = text;
    this.at = start;
    this.end = end;
    this.issues = issues;
  }

  /** The terms; null after noting what is wrong with them. */
  @Nullable Node parse() {
    while (skipBlanks()) {
      term();
    }
    return issues.any() ? null : Terms.of(terms);
  }

  private boolean skipBlanks() {
    while (at < end && Letters.isBlank(text.charAt(at))) {
      at++;
    }
    return at < end;
  }

  private void term() {
    Term.Sign sign = Term.Sign.REQUIRED;
    if (isSign(at)) {
      int signAt = at;
      sign = text.charAt(at) == '-' ? Term.Sign.EXCLUDED : Term.Sign.OPTIONAL;
      at++;
      if (!skipBlanks() || isSign(at)) {
        int next = at < end ? at + 1 : at;
        issues.error(
            PatternCode.SIGN_WITHOUT_TERM,
            signAt,
            next,
            "expected a word or a quoted text after \"" + text.charAt(signAt) + "\"",
            "a text that holds the character itself needs quotes");
        while (at < end && isSign(at)) {
          at++;
        }
        return;
      }
    }
    char c = text.charAt(at);
    if (c == '"') {
      phrase(sign);
    } else if (c == '%' && isRegexAhead()) {
      regexBesideTerms();
    } else {
      word(sign);
    }
  }

  private boolean isSign(int position) {
    return SIGNS.indexOf(text.charAt(position)) >= 0;
  }

  private void phrase(Term.Sign sign) {
    int open = at;
    int i = at + 1;
    while (i < end && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    if (i >= end) {
      issues.error(
          PatternCode.QUOTE_NOT_CLOSED,
          open,
          end,
          "expected a closing \" for this text",
          "a quote inside a text is written \\\"");
      at = end;
      return;
    }
    at = i + 1;
    if (i == open + 1) {
      issues.error(
          PatternCode.TERM_EMPTY,
          open,
          at,
          "a quoted term must not be empty",
          "to match every event, leave the pattern empty");
    }
    terms.add(Term.of(sign, Quoting.unescape(text.substring(open + 1, i))));
    expectGap();
  }

  /** After a quoted text or before one there must be a blank or a sign. */
  private void expectGap() {
    if (at < end && !Letters.isBlank(text.charAt(at)) && !isSign(at)) {
      issues.error(
          PatternCode.TERMS_TOUCH,
          at,
          at + Character.charCount(text.codePointAt(at)),
          "expected a blank between two terms",
          "a quote inside a text is written \\\"");
    }
  }

  private boolean isRegexAhead() {
    int close = text.indexOf('%', at + 1);
    return close >= 0 && close < end;
  }

  private void regexBesideTerms() {
    int open = at;
    at = text.indexOf('%', at + 1) + 1;
    issues.error(
        PatternCode.REGEX_BESIDE_TERMS,
        open,
        at,
        "a regular expression must be the whole pattern",
        "write the rest of the pattern as part of it, or the expression as a quoted text");
  }

  /** A word up to a blank, a sign or a quote; one that holds other characters is one fault. */
  private void word(Term.Sign sign) {
    int start = at;
    int bad = -1;
    while (at < end && !Letters.isBlank(text.charAt(at)) && text.charAt(at) != '"') {
      int c = text.codePointAt(at);
      if (!Letters.inTerm(c)) {
        if (bad < 0 && isSign(at)) {
          break;
        }
        bad = bad < 0 ? at : bad;
      }
      at += Character.charCount(c);
    }
    if (bad >= 0) {
      String word = text.substring(start, at);
      issues.error(
          PatternCode.TERM_CHARACTER,
          start,
          at,
          "\""
              + Character.toString(text.codePointAt(bad))
              + "\" needs quotes: a bare term holds letters, digits, _ and .",
          "write  "
              + sign.symbol()
              + Quoting.quoted(word.replaceAll("^['\u2018\u201c]|['\u2019\u201d]$", "")));
    } else if (at < end && text.charAt(at) == '"') {
      expectGap();
    }
    terms.add(Term.of(sign, text.substring(start, at)));
  }
}

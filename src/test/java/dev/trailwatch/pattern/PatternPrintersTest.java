package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.event.LogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternPrintersTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = " => ",
      value = {
        "{ $.errorCode = \"*UnauthorizedOperation\" || $.errorCode = AccessDenied } => errorCode ends with UnauthorizedOperation, or errorCode is exactly AccessDenied",
        "{ $.a = \"x*\" && $.a != \"*x\" } => a starts with x, and a is there and does not end with x",
        "{ $.a = \"*x*\" && $.a != \"*x y*\" } => a contains x, and a is there and does not contain \"x y\"",
        "{ $.a = \"a*b\" && $.a != \"a*b*c\" } => a fits a*b, and a is there and does not fit a*b*c",
        "{ $.a = ** && $.a != * } => a is any text or number, and a is there and is no text or number, which never holds",
        "{ $.a = \"\" && $.a != \"a,b\" } => a is exactly \"\", and a is there and is not \"a,b\"",
        "{ $.a = 5 && $.a != 6 } => a is 5, and a is there and is not 6",
        "{ $.a < 1 || $.a <= 2 || $.a > 3 || $.a >= 4 } => a is less than 1, or a is at most 2, or a is more than 3, or a is at least 4",
        "{ $.a = %x% && $.b != %y% } => a matches %x%, and b is there and does not match %y%",
        "{ $.a[*] != x && $.* != 1 } => no a[*] is exactly x, and a exists, and no * is 1",
        "{ $.a[*] = x && $.a[*] NOT EXISTS } => some a[*] is exactly x, and no a[*] exists",
        "{ $.['x y'] IS TRUE && $.a[*] IS NULL } => ['x y'] is true, and some a[*] is null",
        "{ ($.a = 1 || $.b = 2) && $.c = 3 } => (a is 1, or b is 2), and c is 3",
        "a -b ?c => the message contains \"a\", and the message does not contain \"b\"",
        "a b -c -d => the message contains \"a\" and \"b\", and the message does not contain \"c\" or \"d\"",
        "?a ?b => the message contains \"a\" or \"b\"",
        "`` => every event",
        "[] => every event",
        "[...] => the line has any fields",
        "[a] => the line has at least 1 field",
        "[a, ..., b = x] => the line has at least 2 fields, and b is exactly x",
        "[a != x && a != 5, ...] => the line has at least 1 field, and (a is not x, and a is not 5)",
        "[a != %x% || a != *y] => the line has at least 1 field, and (a does not match %x%, or a does not end with y)",
      })
  void saysAPatternInWords(String pattern, String sentence) throws PatternException {
    assertThat(FilterPattern.compile(pattern).sentence()).isEqualTo(sentence);
  }

  @Test
  void drawsATree() throws PatternException {
    assertThat(FilterPattern.compile("{ $.a = 1 || ($.b IS NULL && $.c NOT EXISTS) }").tree())
        .isEqualTo(
            """
            any of
              $.a = 1
              all of
                $.b IS NULL
                $.c NOT EXISTS
            """);
    assertThat(FilterPattern.compile("a -b ?c").tree())
        .isEqualTo("terms\n  contains \"a\"\n  lacks \"b\"\n  ignored \"c\"\n");
    assertThat(FilterPattern.compile("?a").tree()).isEqualTo("terms\n  any of \"a\"\n");
    assertThat(FilterPattern.compile("%x%").tree()).isEqualTo("matches %x%\n");
    assertThat(FilterPattern.compile("").tree()).isEqualTo("every event\n");
    assertThat(FilterPattern.compile("[a = 1 || a = x, , ..., b]").tree())
        .isEqualTo(
            """
            columns
              a
                any of
                  a = 1
                  a = "x"
              (unnamed)
              ... any number of fields
              b
            """);
  }

  private static String trace(String pattern, String message) throws PatternException {
    return FilterPattern.compile(pattern).trace(LogEvent.of(message));
  }

  @Test
  void tracesAnEvent() throws PatternException {
    assertThat(
            trace(
                "{ $.a = 1 || ($.b[*] = x && $.c NOT EXISTS && $.d IS TRUE) }",
                "{\"a\":{},\"b\":[1,true,null,[],\"x\",\"y\",\"z\"],\"d\":\"\\u001b\"}"))
        .isEqualTo(
            """
            no   any of
              no   $.a = 1   (is an object)
              no   all of
                yes  $.b[*] = "x"   (is 1, true, null, an array, "x", …)
                yes  $.c NOT EXISTS   (absent)
                no   $.d IS TRUE   (is "\\x1b")
            """);
    assertThat(trace("{ $.a = 1 }", "x"))
        .isEqualTo("no   $.a = 1   (the message is no JSON object)\n");
    assertThat(trace("{ $.a = 1 }", "{\"a\":\"" + "y".repeat(200) + "\"}"))
        .isEqualTo("no   $.a = 1   (is \"" + "y".repeat(119) + "…)\n");
    assertThat(trace("a -b ?c", "b"))
        .isEqualTo(
            """
            no   terms
              no   "a"
              no   -"b"
              no   ?"c"   (ignored beside other terms)
            """);
    assertThat(trace("?c", "c")).isEqualTo("yes  terms\n  yes  ?\"c\"\n");
    assertThat(trace("%x%", "x")).isEqualTo("yes  %x%\n");
    assertThat(trace("", "x")).isEqualTo("yes  every event\n");
    assertThat(trace("[]", "x")).isEqualTo("yes  columns\n");
    assertThat(trace("[a, b]", "x")).isEqualTo("no   columns   (the line has too few fields)\n");
    assertThat(trace("[a = 1 && a != 2, ..., b, c > 5]", "1 x 7"))
        .isEqualTo(
            """
            yes  columns
              yes  all of
                yes  a = 1   (is "1")
                yes  a != 2   (is "1")
              yes  c > 5   (is "7")
            """);
    assertThat(trace("[a = x, ...]", "y"))
        .startsWith("no   columns\n  no   a = \"x\"   (is \"y\")");
  }
}

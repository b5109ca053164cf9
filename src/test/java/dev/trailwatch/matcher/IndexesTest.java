package dev.trailwatch.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.pattern.Decimal;
import dev.trailwatch.pattern.Glob;
import dev.trailwatch.pattern.Operator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each index against the plainest way to say the same. */
final class IndexesTest {
  private static final int ROUNDS = 3000;

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void wordAutomataFindWhatStringsFind() {
    for (int round = 0; round < ROUNDS; round++) {
      List<String> words = new ArrayList<>();
      List<byte[]> bytes = new ArrayList<>();
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        words.add(text(1, 4));
        bytes.add(Utf8.encode(words.get(words.size() - 1)));
      }
      String text = text(0, 12);
      byte[] inside = Utf8.encode("a" + text + "b");
      for (WordAutomaton.Kind kind : WordAutomaton.Kind.values()) {
        IntBag found = new IntBag();
        new WordAutomaton(kind, bytes).find(inside, 1, inside.length - 1, found);
        TreeSet<Integer> expected = new TreeSet<>();
        for (int i = 0; i < words.size(); i++) {
          if (occurs(kind, text, words.get(i))) {
            expected.add(i);
          }
        }
        assertThat(found.toSet())
            .as(kind + " %s in %s", words, text)
            .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
      }
    }
  }

  private static boolean occurs(WordAutomaton.Kind kind, String text, String word) {
    return switch (kind) {
      case START -> text.startsWith(word);
      case END -> text.endsWith(word);
      case ANYWHERE -> text.contains(word);
    };
  }

  @Test
  void globsMatchAsThePatternsGlobsDo() {
    for (int round = 0; round < ROUNDS; round++) {
      List<BytePattern> patterns = new ArrayList<>();
      List<int[]> atoms = new ArrayList<>();
      TreeSet<Integer> expected = new TreeSet<>();
      String text = text(0, 10);
      for (int i = 0; i < 5; i++) {
        String glob = text(0, 3) + "*" + text(1, 3) + (random.nextBoolean() ? "*" : text(0, 2));
        BytePattern pattern = BytePattern.of(glob);
        patterns.add(pattern);
        atoms.add(new int[] {i});
        byte[] bytes = Utf8.encode(text);
        boolean matches = Glob.of(glob).matches(text);
        assertThat(pattern.matches(bytes, 0, bytes.length))
            .as("%s %s", glob, text)
            .isEqualTo(matches);
        if (matches) {
          expected.add(i);
        }
      }
      IntBag found = new IntBag();
      byte[] bytes = Utf8.encode(text);
      new GlobIndex(patterns, atoms).find(bytes, 0, bytes.length, new IntBag(), found);
      assertThat(found.toSet())
          .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  @Test
  void aByteTableKnowsItsKeysAndNoOthers() {
    ByteTable table =
        new ByteTable(
            Map.of(
                "",
                new int[] {1},
                "a",
                new int[] {2},
                "longer than eight bytes",
                new int[] {3},
                "longer than eight bytet",
                new int[] {4}));
    assertThat(get(table, "")).containsExactly(1);
    assertThat(get(table, "a")).containsExactly(2);
    assertThat(get(table, "longer than eight bytes")).containsExactly(3);
    assertThat(get(table, "longer than eight bytet")).containsExactly(4);
    assertThat(get(table, "b")).isEmpty();
    assertThat(get(table, "\0")).isEmpty();
  }

  private static int[] get(ByteTable table, String key) {
    byte[] bytes = Utf8.encode(key);
    byte[] padded = ByteWords.withSlack(bytes, 0, bytes.length);
    return table.get(ByteWords.hash(padded, 0, bytes.length), padded, 0, bytes.length);
  }

  @Test
  void numbersSatisfyWhatTheyComparedOneByOneSatisfy() {
    Operator[] operators = {
      Operator.EQUAL,
      Operator.LESS,
      Operator.LESS_OR_EQUAL,
      Operator.GREATER,
      Operator.GREATER_OR_EQUAL
    };
    String[] constants = {
      "0",
      "-1",
      "1",
      "1.5",
      "-1.5",
      "1e3",
      "1e400",
      "-1e400",
      "1e-400",
      "9223372036854775807",
      "-9223372036854775809",
      "2"
    };
    NumberIndex.Builder builder = new NumberIndex.Builder();
    int atom = 0;
    for (Operator operator : operators) {
      for (String constant : constants) {
        builder.add(operator, decimal(constant), atom++);
      }
    }
    NumberIndex index = builder.build();
    EventFacts facts = new EventFacts(new int[atom][0], 0, 1, 0, 0);
    long[] values = {0, 1, -1, 2, -2, 999, 1000, 1001, Long.MAX_VALUE, Long.MIN_VALUE};
    for (long value : values) {
      for (boolean exact : new boolean[] {true, false}) {
        facts.begin();
        if (exact) {
          index.fire(decimal(Long.toString(value)), facts);
        } else {
          index.fire(value, facts);
        }
        for (int i = 0; i < atom; i++) {
          int comparison =
              decimal(Long.toString(value)).compareTo(decimal(constants[i % constants.length]));
          assertThat(facts.isTrue(i))
              .as("%s %s", value, i)
              .isEqualTo(operators[i / constants.length].holds(comparison));
        }
      }
    }
  }

  @Test
  void doublesCompareAsTheyAreWritten() {
    Operator[] operators = Operator.values();
    for (int round = 0; round < ROUNDS; round++) {
      List<String> constants = new ArrayList<>();
      NumberIndex.Builder builder = new NumberIndex.Builder();
      List<Operator> chosen = new ArrayList<>();
      for (int i = random.nextInt(1, 9); i > 0; i--) {
        Operator operator = operators[random.nextInt(operators.length)];
        if (operator == Operator.NOT_EQUAL) {
          continue;
        }
        String constant = number();
        builder.add(operator, decimal(constant), constants.size());
        constants.add(constant);
        chosen.add(operator);
      }
      NumberIndex index = builder.build();
      EventFacts facts = new EventFacts(new int[9][0], 0, 1, 0, 0);
      for (int i = 0; i < 20; i++) {
        // one of the constants' neighbours, or any number
        double value =
            constants.isEmpty() || random.nextInt(4) == 0
                ? Double.parseDouble(number())
                : Double.parseDouble(constants.get(random.nextInt(constants.size())));
        value = random.nextInt(3) == 0 ? Math.nextUp(value) : value;
        if (!Double.isFinite(value)) {
          continue;
        }
        facts.begin();
        index.fire(value, facts);
        for (int atom = 0; atom < constants.size(); atom++) {
          int comparison = decimal(Double.toString(value)).compareTo(decimal(constants.get(atom)));
          assertThat(facts.isTrue(atom))
              .as("%s %s %s", value, chosen.get(atom), constants.get(atom))
              .isEqualTo(chosen.get(atom).holds(comparison));
        }
      }
    }
  }

  private String number() {
    return switch (random.nextInt(5)) {
      case 0 -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(any) ? Double.toString(any) : "0";
      }
      case 1 -> random.nextInt(-5, 5) + "." + random.nextInt(100);
      case 2 -> "0.1000000000000000055511151231257827";
      case 3 -> random.nextInt(-9, 9) + "e" + random.nextInt(-330, 330);
      default -> Integer.toString(random.nextInt(-3, 3));
    };
  }

  private static Decimal decimal(String text) {
    return Objects.requireNonNull(Decimal.parse(text));
  }

  @Test
  void aMemoAnswersWhatWasPutAndTurnsItselfOffWhereNothingRepeats() {
    ValueMemo memo = new ValueMemo();
    IntBag atoms = new IntBag();
    atoms.add(7);
    byte[] value = ByteWords.withSlack(Utf8.encode("value"), 0, 5);
    long hash = ByteWords.hash(value, 0, 5);
    memo.put(hash, value, 0, 5, atoms);
    assertThat(memo.get(hash, value, 0, 5)).startsWith(1, 7);
    assertThat(memo.get(hash, value, 0, 4)).isNull();
    for (long other = 1; other < 20_000; other++) {
      memo.get(hash + (other << 33), value, 0, 4);
    }
    assertThat(memo.get(hash, value, 0, 5)).isNull();
  }

  @Test
  void wordsOfEightBytesSeeWhatSingleBytesShow() {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(0, 40) + ByteWords.SLACK];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (random.nextInt(20) == 0 ? random.nextInt(256) : random.nextInt(32, 127));
      }
      int to = bytes.length - ByteWords.SLACK;
      boolean plain = true;
      boolean control = false;
      for (int i = 0; i < to; i++) {
        plain &= bytes[i] >= ' ';
        control |= bytes[i] >= 0 && bytes[i] < ' ';
      }
      assertThat(ByteWords.isPlain(bytes, 0, to)).isEqualTo(plain);
      assertThat(ByteWords.hasControl(bytes, 0, to)).isEqualTo(control);
      bytes[bytes.length - 1] = '"';
      int mark = 0;
      while (bytes[mark] != '"' && bytes[mark] != '\\') {
        mark++;
      }
      assertThat(ByteWords.quoteOrBackslash(bytes, 0)).isEqualTo(mark);
    }
  }

  @Test
  void utf8IsJudgedAsAStrictDecoderJudgesIt() {
    for (int round = 0; round < 20 * ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(1, 7)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(128) : random.nextInt(128, 256));
      }
      boolean valid = true;
      try {
        StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
      } catch (java.nio.charset.CharacterCodingException e) {
        valid = false;
      }
      assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(valid);
    }
    String lone = "a\ud83db\ude00\ud83d\ude00";
    byte[] encoded = Utf8.encode(lone);
    assertThat(Utf8.decode(encoded, 0, encoded.length)).isEqualTo(lone);
  }

  @Test
  void keyHashesNeverCallADoubledKeyNew() {
    KeyHashes keys = new KeyHashes();
    for (long hash = 0; hash < 2000; hash++) {
      keys.add(hash * 77);
      assertThat(keys.add(hash * 77)).isFalse();
    }
    keys.clear();
    assertThat(keys.add(77)).isTrue();
  }

  @Test
  void aProgramFollowsItsJumpsToTheAnswer() {
    Formula formula =
        Formula.some(
            List.of(
                Formula.all(List.of(Formula.fact(0, DecisionProgram.NONE), Formula.fact(1, 2))),
                Formula.fact(3, DecisionProgram.NONE)));
    DecisionProgram.Builder builder = new DecisionProgram.Builder();
    builder.start(formula.write(builder, DecisionProgram.MATCH, DecisionProgram.NO_MATCH, null));
    DecisionProgram program = builder.build();
    for (int truth = 0; truth < 16; truth++) {
      EventFacts facts = new EventFacts(new int[4][0], 0, 1, 0, 0);
      facts.begin();
      for (int atom = 0; atom < 4; atom++) {
        if ((truth >> atom & 1) == 1) {
          facts.fire(atom);
        }
      }
      boolean expected =
          ((truth & 1) != 0 && (truth & 2) != 0 && (truth & 4) == 0) || (truth & 8) != 0;
      assertThat(program.holds(0, facts)).isEqualTo(expected);
    }
  }

  private String text(int least, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(least, most + 1); i > 0; i--) {
      text.append(random.nextInt(12) == 0 ? 'é' : (char) ('a' + random.nextInt(2)));
    }
    return text.toString();
  }
}

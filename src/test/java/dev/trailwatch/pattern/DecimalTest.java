package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
  private static Decimal decimal(String text) {
    Decimal decimal = Decimal.parse(text);
    assertThat(decimal).as(text).isNotNull();
    return decimal;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "-",
        ".",
        "-.",
        "e1",
        "1e",
        "1e+",
        ".e1",
        "1.2.3",
        "1x",
        "x1",
        "--1",
        "+-1",
        "1e1.5",
        " 1",
        "1 ",
        "0x1",
        "NaN",
        "Infinity",
        "1e-",
        "\u0661",
        "1e1e1",
        "1,0"
      })
  void otherTextsAreNoNumbers(String text) {
    assertThat(Decimal.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0e7, 0",
    "000, 0",
    "1, 1e0",
    "+1, 1e0",
    "1., 1e0",
    ".5, 5e-1",
    "-.50, -5e-1",
    "100, 1e2",
    "0012.3400, 1.234e1",
    "1.5e3, 1.5e3",
    "0.00015, 1.5e-4",
    "15E-5, 1.5e-4",
    "-15e+5, -1.5e6",
    "10e-1, 1e0",
    "9e999999999999999999999, 9e1000000000000000",
    "9e-999999999999999999999, 9e-1000000000000000",
  })
  void numbersHaveOneNormalForm(String text, String normal) {
    assertThat(decimal(text)).hasToString(normal);
    assertThat(decimal(text)).isEqualTo(decimal(normal)).hasSameHashCodeAs(decimal(normal));
  }

  @Test
  void orderIsThatOfTheNumbers() {
    List<String> ascending =
        List.of(
            "-1e2147483648",
            "-1e309",
            "-20",
            "-12",
            "-11.9",
            "-2",
            "-1",
            "-0.1",
            "-1e-999",
            "0",
            "1e-999",
            "0.09",
            "0.1",
            "1",
            "1.0001",
            "2",
            "11.9",
            "12",
            "20",
            "123",
            "1e309",
            "1e2147483648",
            "2e2147483648");
    for (int i = 0; i < ascending.size(); i++) {
      for (int j = 0; j < ascending.size(); j++) {
        assertThat(decimal(ascending.get(i)).compareTo(decimal(ascending.get(j))))
            .as("%s and %s", ascending.get(i), ascending.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void agreesWithBigDecimal() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      String one = number(random);
      String other = number(random);
      assertThat(decimal(one).compareTo(decimal(other)))
          .as("%s and %s", one, other)
          .isEqualTo(new BigDecimal(one).compareTo(new BigDecimal(other)));
      assertThat(new BigDecimal(decimal(one).toString())).isEqualByComparingTo(new BigDecimal(one));
    }
  }

  private static String number(SplittableRandom random) {
    String sign = random.nextInt(3) == 0 ? "-" : "";
    String whole = String.valueOf(random.nextInt(100) * random.nextInt(2));
    String fraction = random.nextBoolean() ? "." + random.nextInt(200) : "";
    String exponent = random.nextBoolean() ? "e" + (random.nextInt(7) - 3) : "";
    return sign + whole + fraction + exponent;
  }

  @Test
  void equalsNothingElse() {
    assertThat(decimal("1"))
        .isNotEqualTo("1")
        .isNotEqualTo(decimal("-1"))
        .isNotEqualTo(decimal("2"));
  }
}

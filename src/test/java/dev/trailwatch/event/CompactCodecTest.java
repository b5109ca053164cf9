package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactCodecTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 1",
    "127, 1",
    "128, 2",
    "16383, 2",
    "16384, 3",
    "4294967296, 5",
    "9223372036854775807, 9",
    "-1, 10"
  })
  void anUnsignedNumberTakesSevenBitsAByte(long value, int bytes) {
    CompactOutput out = new CompactOutput();
    out.writeUnsigned(value);

    assertThat(out.toBytes()).hasSize(bytes);
    assertThat(new CompactInput(out.toBytes()).readUnsigned()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "-1, 1",
    "63, 1",
    "-64, 1",
    "64, 2",
    "-65, 2",
    "9223372036854775807, 10",
    "-9223372036854775808, 10"
  })
  void aSignedNumberIsShortNearZero(long value, int bytes) {
    CompactOutput out = new CompactOutput();
    out.writeSigned(value);

    assertThat(out.toBytes()).hasSize(bytes);
    assertThat(new CompactInput(out.toBytes()).readSigned()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 64, 1000})
  void whatIsWrittenIsReadBackWhateverTheFirstCapacity(int capacity) {
    CompactOutput out = new CompactOutput(capacity);
    out.writeByte(0x1ff);
    out.writeLong(0x0123456789abcdefL);
    out.writeLong(Long.MIN_VALUE);
    out.writeDouble(-0.0);
    out.writeDouble(Double.NaN);
    out.writeText("é🔥");
    out.writeText("");
    out.writeBytes(new byte[300]);
    for (int i = 0; i < 40; i++) {
      out.writeByte(i);
    }
    CompactInput in = new CompactInput(out.toBytes());

    assertThat(in.readByte()).isEqualTo(0xff);
    assertThat(in.readLong()).isEqualTo(0x0123456789abcdefL);
    assertThat(in.readLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(Double.doubleToRawLongBits(in.readDouble()))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(in.readDouble()).isNaN();
    assertThat(in.readText()).isEqualTo("é🔥");
    assertThat(in.readText()).isEmpty();
    assertThat(in.readBytes()).isEqualTo(new byte[300]);
    assertThatThrownBy(in::end).hasMessage("40 bytes are left over");
    for (int i = 0; i < 40; i++) {
      assertThat(in.readByte()).isEqualTo(i);
    }
    in.end();
  }

  @Test
  void bytesThatEndTooEarlyAreRefused() {
    assertThatThrownBy(() -> new CompactInput(new byte[0]).readByte())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the bytes end too early, after 0");
    assertThatThrownBy(() -> input(0x80).readUnsigned()).hasMessageContaining("after 1");
    assertThatThrownBy(() -> input(1, 2, 3, 4, 5, 6, 7).readLong()).hasMessageContaining("after 7");
    assertThatThrownBy(() -> input(2, 65).readText())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a size of 2 at 1 can't be");
    assertThat(input(1, 65).readText()).isEqualTo("A");
  }

  @Test
  void aNumberThatNeverEndsIsRefused() {
    byte[] endless = new byte[11];
    Arrays.fill(endless, (byte) 0x80);
    endless[10] = 0;

    assertThatThrownBy(() -> new CompactInput(endless).readUnsigned())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a number has too many bytes at 10");
  }

  @Test
  void aSizeBelowZeroIsRefused() {
    CompactOutput out = new CompactOutput();
    out.writeUnsigned(-1);

    assertThatThrownBy(() -> new CompactInput(out.toBytes()).readSize())
        .hasMessageContaining("a size of -1");
  }

  @Test
  void aTableHoldsEachTextOnceAndAUuidInSixteenBytes() {
    String uuid = "3038ebd2-c98a-4c65-9b6e-e22506292313";
    TextTable table = new TextTable();
    assertThat(table.index("a")).isZero();
    assertThat(table.index(uuid)).isEqualTo(1);
    assertThat(table.index("a")).isZero();
    assertThat(table.index("")).isEqualTo(2);
    CompactOutput out = new CompactOutput();
    table.write(out);

    assertThat(out.toBytes()).hasSize(1 + 3 + 17 + 2);
    CompactInput in = new CompactInput(out.toBytes());
    assertThat(TextTable.read(in)).containsExactly("a", uuid, "");
    in.end();
    assertThatThrownBy(() -> TextTable.read(input(1, 2, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a text of an unknown kind, 2");
  }

  @Test
  void aNumberOutsideTheTableIsRefused() {
    assertThat(TextTable.text(Arrays.asList("a", "b"), 1)).isEqualTo("b");
    for (long number : new long[] {-1, 2, 1L << 32}) {
      assertThatThrownBy(() -> TextTable.text(Arrays.asList("a", "b"), number))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no text has the number " + number);
    }
  }

  private static CompactInput input(int... bytes) {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return new CompactInput(all);
  }
}

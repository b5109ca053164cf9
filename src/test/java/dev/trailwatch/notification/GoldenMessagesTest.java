package dev.trailwatch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.event.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole messages as files, to be read by people before they change. What a test got instead of a
 * file stands in {@code target/goldens}.
 */
class GoldenMessagesTest {
  private static final Path EXPECTED = Path.of("src/test/resources/notification/goldens");
  private static final Path ACTUAL = Path.of("target/goldens");

  enum Golden {
    ALARM {
      @Override
      Notification notification() {
        return Messages.usual().build();
      }
    },
    OK {
      @Override
      Notification notification() {
        return Messages.usual()
            .transition(
                AlarmState.ALARM,
                AlarmState.OK,
                "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint"
                    + " was treated as [NonBreaching].")
            .times(Messages.TIME + 600_000, Messages.TIME + 600_000)
            .evidence(Evidence.none())
            .build();
      }
    },
    GROUPED {
      @Override
      Notification notification() {
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("Principal", "arn:aws:iam::444455556666:user/mallory");
        dimensions.put("Region", "eu-west-1");
        return Messages.usual()
            .dimensions(dimensions)
            .evidence(
                Messages.event(
                    7,
                    "arn:aws:iam::444455556666:user/mallory",
                    "2001:db8::7",
                    "StopLogging",
                    null))
            .build();
      }
    },
    EARLY {
      @Override
      Notification notification() {
        return Messages.usual().early(true).renotification(2).suppressed(3).build();
      }
    },
    LATE {
      @Override
      Notification notification() {
        return Messages.usual().evidence(Messages.usualEvidence().asLate()).late(true).build();
      }
    },
    TRUNCATED {
      @Override
      Notification notification() {
        Evidence evidence = Evidence.none();
        for (int i = 0; i < 64; i++) {
          evidence =
              evidence.merge(
                  Messages.event(
                      i,
                      "arn:aws:iam::444455556666:user/u" + i % 48,
                      "192.0.2." + i % 4,
                      "AssumeRole",
                      i % 2 == 0 ? "AccessDenied" : null));
        }
        return Messages.usual().evidence(evidence).test(true).build();
      }
    };

    abstract Notification notification();
  }

  @ParameterizedTest
  @EnumSource(Golden.class)
  void theMessageIsTheOneInTheFile(Golden golden) throws IOException {
    SnsMessage message = SnsMessage.of(golden.notification(), Messages.SENDER);
    StringBuilder text = new StringBuilder();
    text.append("--- subject\n").append(message.subject()).append('\n');
    text.append("--- attributes\n");
    message
        .attributes()
        .forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    text.append("--- sms\n").append(message.sms()).append('\n');
    text.append("--- email\n").append(message.email());
    text.append("--- console\n").append(ConsoleBlock.of(message.defaultMessage()));
    text.append("--- default\n");
    text.append(Json.read(message.defaultMessage()).toPrettyString()).append('\n');
    String file = golden.name().toLowerCase(java.util.Locale.ROOT) + ".txt";
    Files.createDirectories(ACTUAL);
    Files.writeString(ACTUAL.resolve(file), text);

    assertThat(EXPECTED.resolve(file)).content().isEqualTo(text.toString());
  }
}

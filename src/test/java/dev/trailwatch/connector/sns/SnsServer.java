package dev.trailwatch.connector.sns;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** SNS' query protocol over real HTTP: takes batches, keeps what it took, fails by a script. */
public final class SnsServer implements AutoCloseable {
  /** One message that was taken. */
  public record Message(
      long receivedAt,
      String topicArn,
      String subject,
      String document,
      String structure,
      Map<String, String> attributes,
      String group,
      String deduplication) {}

  /** What becomes of one message: null takes it, a code refuses it. */
  public interface Script {
    /** The fate of a message. */
    String errorCode(Message message);
  }

  /** What becomes of a request as a whole. */
  public enum Mode {
    /** Each message by the script. */
    SCRIPT,
    /** Status 503. */
    UNAVAILABLE,
    /** Status 400, code Throttled. */
    THROTTLED,
    /** The connection is cut in the middle. */
    RESET,
    /** All messages are taken, then the connection is cut: the sender can't know. */
    AMBIGUOUS
  }

  private final List<Message> taken = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final WireMockServer server;
  private volatile Mode mode = Mode.SCRIPT;
  private volatile Script script = message -> null;
  private volatile int delay;

  /** Starts on a free port of loopback. */
  public SnsServer() {
    server =
        new WireMockServer(
            WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .disableRequestJournal()
                .extensions(new Answers()));
    server.start();
    server.stubFor(any(anyUrl()).willReturn(aResponse()));
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** What it took, in the order of arrival. */
  public List<Message> taken() {
    return List.copyOf(taken);
  }

  /** How often it was asked. */
  public int requests() {
    return requests.get();
  }

  /** From now on it behaves so. */
  public void mode(Mode newMode) {
    mode = newMode;
  }

  /** From now on messages fare so. */
  public void script(Script newScript) {
    script = newScript;
  }

  /** From now on each answer takes so long, in milliseconds. */
  public void delay(int millis) {
    delay = millis;
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Answers implements ResponseDefinitionTransformerV2 {
    @Override
    public String getName() {
      return "sns";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      requests.incrementAndGet();
      Map<String, String> form = form(event.getRequest().getBodyAsString());
      return switch (mode) {
        case UNAVAILABLE -> aResponse().withStatus(503).withFixedDelay(delay).build();
        case THROTTLED -> error(400, "Throttled", "Rate exceeded");
        case RESET -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER).build();
        case AMBIGUOUS -> {
          batch(form);
          yield aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER).build();
        }
        case SCRIPT ->
            "PublishBatch".equals(form.get("Action"))
                ? xml(200, batch(form))
                : error(400, "InvalidAction", "not in this test: " + form.get("Action"));
      };
    }
  }

  private String batch(Map<String, String> form) {
    StringBuilder successful = new StringBuilder();
    StringBuilder failed = new StringBuilder();
    String prefix = "PublishBatchRequestEntries.member.";
    for (int i = 1; form.containsKey(prefix + i + ".Id"); i++) {
      String entry = prefix + i + ".";
      String id = form.get(entry + "Id");
      Message message = message(form, entry);
      String code = script.errorCode(message);
      if (code == null) {
        taken.add(message);
        successful
            .append("<member><Id>")
            .append(id)
            .append("</Id><MessageId>m-")
            .append(taken.size())
            .append("</MessageId></member>");
      } else {
        failed
            .append("<member><Id>")
            .append(id)
            .append("</Id><Code>")
            .append(code)
            .append("</Code><Message>as the test wishes</Message><SenderFault>")
            .append(!code.equals("InternalError"))
            .append("</SenderFault></member>");
      }
    }
    return "<PublishBatchResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
        + "<PublishBatchResult><Successful>"
        + successful
        + "</Successful><Failed>"
        + failed
        + "</Failed></PublishBatchResult><ResponseMetadata><RequestId>r</RequestId>"
        + "</ResponseMetadata></PublishBatchResponse>";
  }

  private static Message message(Map<String, String> form, String entry) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 1; ; i++) {
      String attribute = entry + "MessageAttributes.entry." + i + ".";
      if (!form.containsKey(attribute + "Name")) {
        break;
      }
      attributes.put(form.get(attribute + "Name"), form.get(attribute + "Value.StringValue"));
    }
    return new Message(
        System.currentTimeMillis(),
        form.get("TopicArn"),
        form.get(entry + "Subject"),
        form.get(entry + "Message"),
        form.get(entry + "MessageStructure"),
        attributes,
        form.get(entry + "MessageGroupId"),
        form.get(entry + "MessageDeduplicationId"));
  }

  private ResponseDefinition error(int status, String code, String words) {
    return xml(
        status,
        "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type>"
            + "<Code>"
            + code
            + "</Code><Message>"
            + words
            + "</Message></Error><RequestId>r</RequestId></ErrorResponse>");
  }

  private ResponseDefinition xml(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "text/xml")
        .withBody(body)
        .withFixedDelay(delay)
        .build();
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  /** The texts of a field of what was taken, for comparisons. */
  public List<String> texts(java.util.function.Function<Message, String> field) {
    List<String> texts = new ArrayList<>();
    taken().forEach(message -> texts.add(field.apply(message)));
    return texts;
  }
}

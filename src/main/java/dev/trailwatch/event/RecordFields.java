package dev.trailwatch.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a CloudTrail record that are ever asked for, read in one pass without a tree.
 *
 * <p>A field that is absent, empty or not a text is null; of duplicate keys the last one counts, as
 * in the tree that filter patterns see.
 */
final class RecordFields implements RecordTexts {
  static final int EVENT_TIME = 1;
  static final int EVENT_NAME = 2;
  static final int EVENT_SOURCE = 3;
  static final int SOURCE_IP = 4;
  static final int REGION = 5;
  static final int ACCOUNT = 6;
  static final int ERROR_CODE = 7;
  static final int TYPE = 8;
  static final int ARN = 9;
  static final int PRINCIPAL_ID = 10;
  static final int ACCOUNT_ID = 11;
  static final int INVOKED_BY = 12;
  static final int ISSUER_TYPE = 13;
  static final int ISSUER_ARN = 14;

  private static final String IDENTITY = "userIdentity";
  private static final String CONTEXT = "sessionContext";
  private static final String ISSUER = "sessionIssuer";

  /** By level: the names of its texts, the number of the first, the name of the next level. */
  private static final Level ISSUER_LEVEL =
      new Level(ISSUER_TYPE, new String[] {"type", "arn"}, null, null);

  private static final Level CONTEXT_LEVEL =
      new Level(ISSUER_TYPE, new String[0], ISSUER, ISSUER_LEVEL);
  private static final Level IDENTITY_LEVEL =
      new Level(
          TYPE,
          new String[] {"type", "arn", "principalId", "accountId", "invokedBy"},
          CONTEXT,
          CONTEXT_LEVEL);
  private static final Level TOP_LEVEL =
      new Level(
          EVENT_ID,
          new String[] {
            "eventID",
            "eventTime",
            "eventName",
            "eventSource",
            "sourceIPAddress",
            "awsRegion",
            "recipientAccountId",
            "errorCode"
          },
          IDENTITY,
          IDENTITY_LEVEL);

  private static final int FIELDS = ISSUER_ARN + 1;

  private static final List<String> SELECTORS = selectors(TOP_LEVEL);

  private final @Nullable String[] texts = new @Nullable String[FIELDS];

  private RecordFields() {}

  /** The fields of a tree; null if there is none. */
  static @Nullable RecordFields of(@Nullable JsonNode root) {
    if (root == null) {
      return null;
    }
    RecordFields fields = new RecordFields();
    fields.read(root, TOP_LEVEL);
    return fields;
  }

  /** The fields of a message; null if it is no JSON object. */
  static @Nullable RecordFields of(String message) {
    RecordFields fields = new RecordFields();
    try (JsonParser parser = StrictJson.parser(message)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      fields.read(parser, TOP_LEVEL);
      return parser.nextToken() == null ? fields : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** The fields of a message that is known to be a JSON object. */
  static @Nullable RecordFields ofObject(String message) {
    RecordFields fields = new RecordFields();
    ObjectText text = new ObjectText(message);
    if (text.enter()) {
      fields.read(text, TOP_LEVEL);
      if (!text.fails()) {
        return fields;
      }
    }
    return of(message);
  }

  /** Where each field is, by its number. */
  static List<String> selectors() {
    return SELECTORS;
  }

  private static List<String> selectors(Level top) {
    List<String> selectors = new ArrayList<>();
    String path = "$.";
    for (Level level = top; level != null; level = level.next) {
      for (String name : level.names) {
        selectors.add(path + name);
      }
      path += level.nextName + ".";
    }
    return List.copyOf(selectors);
  }

  @Override
  public @Nullable String text(int field) {
    return texts[field];
  }

  @Override
  public @Nullable EventId eventId() {
    String id = texts[EVENT_ID];
    return id == null ? null : EventId.of(id);
  }

  private void read(JsonNode object, Level level) {
    for (int i = 0; i < level.names.length; i++) {
      JsonNode value = object.get(level.names[i]);
      texts[level.first + i] = value == null ? null : text(value.textValue());
    }
    if (level.next != null) {
      JsonNode inner = object.get(level.nextName);
      if (inner != null && inner.isObject()) {
        read(inner, level.next);
      }
    }
  }

  /** Reads the object whose start was just read, up to its end. */
  private void read(JsonParser parser, Level level) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (level.next != null && name.equals(level.nextName)) {
        clear(level.next);
        if (value == JsonToken.START_OBJECT) {
          read(parser, level.next);
        } else {
          parser.skipChildren();
        }
        continue;
      }
      int field = level.field(name);
      if (field < 0) {
        parser.skipChildren();
      } else if (value == JsonToken.VALUE_STRING) {
        texts[field] = text(parser.getText());
      } else {
        texts[field] = null;
        parser.skipChildren();
      }
    }
  }

  /** Reads the object that was entered, up to its end. */
  private void read(ObjectText object, Level level) {
    while (object.nextKey()) {
      if (level.next != null && level.nextName != null && object.isKey(level.nextName)) {
        clear(level.next);
        if (object.enter()) {
          read(object, level.next);
        } else {
          object.skip();
        }
        continue;
      }
      int field = level.field(object);
      if (field < 0) {
        object.skip();
      } else {
        texts[field] = text(object.text());
      }
    }
  }

  /** Forgets an earlier object of the same name. */
  private void clear(Level level) {
    for (int i = 0; i < level.names.length; i++) {
      texts[level.first + i] = null;
    }
    if (level.next != null) {
      clear(level.next);
    }
  }

  private static @Nullable String text(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  /** What is read of one object. */
  private static final class Level {
    private final int first;
    private final String[] names;
    private final @Nullable String nextName;
    private final @Nullable Level next;

    Level(int first, String[] names, @Nullable String nextName, @Nullable Level next) {
      this.first = first;
      this.names = names;
      this.nextName = nextName;
      this.next = next;
    }

    int field(ObjectText object) {
      for (int i = 0; i < names.length; i++) {
        if (object.isKey(names[i])) {
          return first + i;
        }
      }
      return -1;
    }

    int field(String name) {
      for (int i = 0; i < names.length; i++) {
        if (names[i].equals(name)) {
          return first + i;
        }
      }
      return -1;
    }
  }
}

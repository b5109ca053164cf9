package dev.trailwatch.connector.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.connector.demo.Actor.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the company's people and programs call all day, each as often as is usual. */
final class EverydayCalls {
  /** So that a weight may be as small as a tenth. */
  private static final int ENTRIES_PER_WEIGHT = 10;

  private final Map<Kind, Call[]> tables = new EnumMap<>(Kind.class);

  EverydayCalls(Company company) {
    Map<Kind, List<Call>> weighted = new EnumMap<>(Kind.class);
    for (JsonNode line : Script.read("calls.jsonl")) {
      Call call = Call.of(line, company);
      for (JsonNode by : line.get("by")) {
        List<Call> calls =
            weighted.computeIfAbsent(Kind.valueOf(by.asText()), kind -> new ArrayList<>());
        for (int i = 0; i < line.get("weight").asDouble() * ENTRIES_PER_WEIGHT; i++) {
          calls.add(call);
        }
      }
    }
    weighted.forEach((kind, calls) -> tables.put(kind, calls.toArray(new Call[0])));
  }

  Call pick(Kind kind, Dice dice) {
    Call[] table = tables.get(kind);
    if (table == null) {
      throw new IllegalArgumentException(kind + " calls nothing all day");
    }
    return table[dice.below(table.length)];
  }
}

package dev.trailwatch.connector.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON text with blanks such as <code>${bucket}</code>, compiled once and filled in many times.
 *
 * <p>A name from the company, like a bucket, is the same wherever it stands in one event.
 */
final class Template {
  /** A part of a template: a text or a blank. */
  private interface Part {
    void put(Scene scene, EventBuffer out);
  }

  private final Part[] parts;

  private Template(List<Part> parts) {
    this.parts = parts.toArray(new Part[0]);
  }

  /** Compiles a text; the company's account and names are known by then. */
  static Template compile(String text, Company company) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int blank = text.indexOf("${", at);
      if (blank < 0) {
        break;
      }
      int end = text.indexOf('}', blank);
      literal.append(text, at, blank);
      String name = text.substring(blank + 2, end);
      String constant = company.constant(name);
      if (constant != null) {
        literal.append(constant);
      } else {
        addLiteral(parts, literal);
        parts.add(blank(name, company));
      }
      at = end + 1;
    }
    literal.append(text, at, text.length());
    addLiteral(parts, literal);
    return new Template(parts);
  }

  void put(Scene scene, EventBuffer out) {
    for (Part part : parts) {
      part.put(scene, out);
    }
  }

  private static void addLiteral(List<Part> parts, StringBuilder literal) {
    if (literal.length() > 0) {
      byte[] bytes = literal.toString().getBytes(StandardCharsets.UTF_8);
      parts.add((scene, out) -> out.put(bytes));
      literal.setLength(0);
    }
  }

  private static Part blank(String blank, Company company) {
    int colon = blank.indexOf(':');
    String name = colon < 0 ? blank : blank.substring(0, colon);
    int digits = colon < 0 ? 0 : Integer.parseInt(blank.substring(colon + 1));
    switch (name) {
      case "identity":
        return (scene, out) -> scene.actor.identity().put(scene, out);
      case "time":
        return (scene, out) -> scene.times.put(scene.epochSecond, out);
      case "hour":
        // when a session began: on the hour before
        return (scene, out) ->
            scene.times.put(scene.epochSecond - Math.floorMod(scene.epochSecond, 3600L), out);
      case "eventID":
        return (scene, out) ->
            out.putUuid(Dice.mix(scene.eventNumber * 2), Dice.mix(scene.eventNumber * 2 + 1));
      case "uuid":
        return (scene, out) -> out.putUuid(scene.dice.next(), scene.dice.next());
      case "region":
        return (scene, out) -> out.put(scene.region);
      case "ip":
        return (scene, out) -> out.put(scene.actor.address(scene.random));
      case "agent":
        return (scene, out) -> out.put(scene.actor.agent(scene.random));
      case "hex":
        return (scene, out) -> out.putHex(scene.dice.next(), digits);
      case "number":
        return (scene, out) -> out.putDecimal((int) (scene.dice.next() >>> 33), digits);
      case "code":
        return (scene, out) -> out.putUpper(scene.dice, digits);
      default:
        return fromPool(company.pool(name), name.hashCode());
    }
  }

  private static Part fromPool(List<byte[]> pool, int salt) {
    byte[][] names = pool.toArray(new byte[0][]);
    return (scene, out) -> {
      long pick = Dice.mix(scene.random + salt) >>> 1;
      out.put(names[(int) (pick % names.length)]);
    };
  }
}

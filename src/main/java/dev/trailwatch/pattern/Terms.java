package dev.trailwatch.pattern;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Words and phrases: the message contains every required one and no excluded one.
 *
 * <p>Optional terms count only when there is no other kind; then one of them must be there.
 */
public final class Terms extends Node {
  private final List<Term> terms;
  private final List<String> required;
  private final List<String> excluded;
  private final List<String> anyOf;

  private Terms(List<Term> terms) {
    this.terms = terms;
    this.required = texts(Term.Sign.REQUIRED);
    this.excluded = texts(Term.Sign.EXCLUDED);
    List<String> optional = texts(Term.Sign.OPTIONAL);
    this.anyOf = optional.size() == terms.size() ? optional : List.of();
  }

  static Terms of(List<Term> terms) {
    return new Terms(List.copyOf(terms));
  }

  private List<String> texts(Term.Sign sign) {
    return terms.stream()
        .filter(term -> term.sign() == sign)
        .map(Term::text)
        .collect(Collectors.toUnmodifiableList());
  }

  /** All terms in the order of the text, those that count for nothing too. */
  public List<Term> terms() {
    return terms;
  }

  /** The texts that must all be there. */
  public List<String> required() {
    return required;
  }

  /** The texts none of which may be there. */
  public List<String> excluded() {
    return excluded;
  }

  /** The texts one of which must be there; empty when optional terms count for nothing. */
  public List<String> anyOf() {
    return anyOf;
  }

  boolean match(String message) {
    for (String text : required) {
      if (!message.contains(text)) {
        return false;
      }
    }
    for (String text : excluded) {
      if (message.contains(text)) {
        return false;
      }
    }
    return anyOf.isEmpty() || anyOf.stream().anyMatch(message::contains);
  }

  @Override
  public <R> R accept(NodeVisitor<R> visitor) {
    return visitor.terms(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Terms && terms.equals(((Terms) other).terms);
  }

  @Override
  public int hashCode() {
    return 47 * terms.hashCode();
  }
}

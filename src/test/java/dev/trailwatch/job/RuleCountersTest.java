package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rule.CompiledRuleSet;
import dev.trailwatch.rulefile.RuleFileReader;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class RuleCountersTest {
  private final Map<String, Counter> registered = new TreeMap<>();

  @Test
  void onlyRulesThatAreAskedForAreCountedAndOneNameIsOneCounterInAllSets() {
    RuleCounters counters = counters("root.*", "denied");
    CompiledRuleSet before = set("root.used", "quiet", "denied");
    CompiledRuleSet after = set("quiet", "root.key", "root.used");
    for (int rule = 0; rule < 3; rule++) {
      counters.count(before, rule);
    }
    counters.count(after, 2);
    counters.count(before, 0);
    counters.count(after, 0);

    assertThat(registered.keySet())
        .containsExactly("matches.denied", "matches.root.key", "matches.root.used");
    assertThat(registered.get("matches.root.used").getCount()).isEqualTo(3);
    assertThat(registered.get("matches.denied").getCount()).isEqualTo(1);
    assertThat(registered.get("matches.root.key").getCount()).isZero();
  }

  @Test
  void nobodyAsksForNothing() {
    counters().count(set("root.used"), 0);

    assertThat(registered).isEmpty();
  }

  private RuleCounters counters(String... asked) {
    MetricGroup group =
        (MetricGroup)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {MetricGroup.class},
                (proxy, method, arguments) -> {
                  Counter counter = new SimpleCounter();
                  assertThat(registered.put((String) arguments[0], counter)).isNull();
                  return counter;
                });
    return new RuleCounters(List.of(asked), group);
  }

  private static CompiledRuleSet set(String... names) {
    StringBuilder text = new StringBuilder("version: 1\nrules:\n");
    for (String name : names) {
      text.append("  - {name: ").append(name).append(", pattern: '{ $.a = 1 }'}\n");
    }
    return CompiledRuleSet.compile(
        RuleFileReader.read(List.of(SourceText.of("rules.yaml", text.toString()))).ruleSet());
  }
}

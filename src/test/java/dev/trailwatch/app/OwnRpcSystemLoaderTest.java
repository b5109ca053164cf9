package dev.trailwatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.exceptions.RpcLoaderException;
import org.junit.jupiter.api.Test;

/** Here, unlike in trailwatch.jar, Flink's RPC system lies in the jar of its own loader. */
class OwnRpcSystemLoaderTest {
  @Test
  void isAskedFirst() {
    assertThat(ServiceLoader.load(RpcSystemLoader.class))
        .filteredOn(OwnRpcSystemLoader.class::isInstance)
        .singleElement()
        .satisfies(
            ours ->
                assertThat(ServiceLoader.load(RpcSystemLoader.class))
                    .filteredOn(other -> !(other instanceof OwnRpcSystemLoader))
                    .isNotEmpty()
                    .allMatch(other -> other.getLoadPriority() > ours.getLoadPriority()));
  }

  @Test
  void leavesItToFlinkWhereTheClassesAreNotAtHand() throws Exception {
    assertThatThrownBy(() -> new OwnRpcSystemLoader().loadRpcSystem(new Configuration()))
        .isInstanceOf(RpcLoaderException.class)
        .hasMessageContaining("class path");
    try (RpcSystem system = RpcSystem.load()) {
      assertThat(system).isNotNull();
    }
  }
}

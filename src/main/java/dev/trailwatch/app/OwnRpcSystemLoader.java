package dev.trailwatch.app;

import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.exceptions.RpcLoaderException;

/**
 * Finds Flink's RPC system among the classes of the program itself.
 *
 * <p>Flink brings it as a jar within its jar, which it unpacks and reads class by class at each
 * start of a cluster. In {@code trailwatch.jar} those classes lie beside all others, where an
 * archive of classes has them ready. Where they do not lie there, Flink goes on to its own loader.
 */
public final class OwnRpcSystemLoader implements RpcSystemLoader {
  /** Made by Flink, which finds this class as a service. */
  public OwnRpcSystemLoader() {}

  /** Before Flink's own loader: less comes first, and that one is 0. */
  @Override
  public int getLoadPriority() {
    return -1;
  }

  /**
   * The RPC system.
   *
   * @throws RpcLoaderException if it is not on the class path
   */
  @Override
  public RpcSystem loadRpcSystem(Configuration configuration) {
    ClassLoader own = OwnRpcSystemLoader.class.getClassLoader();
    return ServiceLoader.load(RpcSystem.class, own)
        .findFirst()
        .orElseThrow(() -> new RpcLoaderException("there is none on the class path"));
  }
}

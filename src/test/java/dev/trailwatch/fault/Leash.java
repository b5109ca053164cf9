package dev.trailwatch.fault;

import java.io.IOException;
import java.util.Arrays;

/** Runs another program's {@code main} in this process, and ends it when its parent is gone. */
final class Leash {
  private Leash() {}

  /** The program's class, then its arguments. */
  public static void main(String[] args) throws Exception {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // nobody writes; the end of the stream is the end of the parent
                }
              } catch (IOException e) {
                // the same
              }
              Runtime.getRuntime().halt(0);
            },
            "leash");
    watch.setDaemon(true);
    watch.start();
    Class.forName(args[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }
}

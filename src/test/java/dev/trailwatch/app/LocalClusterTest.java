package dev.trailwatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterTest {
  private static final Duration OFTEN = Duration.ofSeconds(10);

  @TempDir Path folder;

  @Test
  void aDirectoryOfCheckpointsThatIsMadeIsItsOwnersAlone() throws Exception {
    needsRights();
    Path made = folder.resolve("var/checkpoints");
    LocalCluster.of(1).checkpoints(made, OFTEN);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  @Test
  void aDirectoryThatIsThereStaysAsItIs() throws Exception {
    needsRights();
    Path there = Files.createDirectory(folder.resolve("there"));
    Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxr-x---"));
    LocalCluster.of(1).checkpoints(there, OFTEN);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
        .isEqualTo("rwxr-x---");
  }

  private void needsRights() {
    boolean there = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!there) {
      System.out.println("NOT RUN: a test of rights needs a file system that has them");
    }
    assumeTrue(there);
  }
}

package dev.trailwatch.connector.replay;

import dev.trailwatch.diagnostic.Causes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that cannot be written, and what the file system says. */
public final class UnwritableFile extends IOException {
  private static final long serialVersionUID = 1L;

  UnwritableFile(Path file, IOException cause) {
    super("cannot write " + file + ": " + Causes.ofFile(cause), cause);
  }

  /**
   * Says before long work that it could not be written down: makes the file's folder, and looks at
   * the rights.
   *
   * @throws UnwritableFile if it could not
   */
  public static void check(Path file) throws UnwritableFile {
    Path target = file.toAbsolutePath();
    try {
      if (Files.isDirectory(target)) {
        throw new FileSystemException(target.toString(), null, "it is a folder");
      }
      Path needed = Files.exists(target) ? target : Files.createDirectories(target.getParent());
      if (!Files.isWritable(needed)) {
        throw new AccessDeniedException(needed.toString());
      }
    } catch (IOException e) {
      throw new UnwritableFile(file, e);
    }
  }
}

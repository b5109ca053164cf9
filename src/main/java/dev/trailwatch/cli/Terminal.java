package dev.trailwatch.cli;

/** What is known of the terminal that the program may run in. */
final class Terminal {
  private static final int USUAL_COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 20;

  private Terminal() {}

  /** Whether standard error is a terminal: what the launcher says, else Java's guess. */
  // from JDK 22 on there is always a console; then a line that is written over is the guess
  @SuppressWarnings("SystemConsoleNull")
  static boolean isStandardError() {
    String said = System.getProperty("trailwatch.stderr");
    return said == null ? System.console() != null : said.equals("terminal");
  }

  /** How wide it is: what the launcher says, else the variable COLUMNS, else 80. */
  static int columns() {
    return columns(System.getProperty("trailwatch.columns"), System.getenv("COLUMNS"));
  }

  static int columns(String... said) {
    for (String each : said) {
      if (each != null && each.matches("[0-9]{1,4}") && Integer.parseInt(each) > 0) {
        return Math.max(FEWEST_COLUMNS, Integer.parseInt(each));
      }
    }
    return USUAL_COLUMNS;
  }
}

/**
 * Fuzzing: what a stranger can write is read or refused, and no reader differs from another.
 *
 * <p>A target is a class with a method {@code fuzzerTestOneInput(byte[])}, as Jazzer asks for it;
 * it lies in the package that it tests. Its corpus is a folder of {@code src/test/resources/fuzz}:
 * every build tries all of it, {@code mvn -Pfuzz test-compile exec:exec@fuzz} looks for more.
 */
package dev.trailwatch.fuzz;

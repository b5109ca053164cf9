/** Errors as data: a text, a place in it, and what is wrong there. */
@NullMarked
package dev.trailwatch.diagnostic;

import org.jspecify.annotations.NullMarked;

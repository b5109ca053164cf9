/** Composition: the configuration, and the job put together from it. */
@NullMarked
package dev.trailwatch.app;

import org.jspecify.annotations.NullMarked;

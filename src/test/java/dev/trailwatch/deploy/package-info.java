/** Tests of the Terraform modules: that they are sound, and that they and the engine agree. */
@NullMarked
package dev.trailwatch.deploy;

import org.jspecify.annotations.NullMarked;

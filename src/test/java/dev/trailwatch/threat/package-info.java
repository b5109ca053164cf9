/** What an attacker may try, what Trailwatch does then, and the tests that show it. */
package dev.trailwatch.threat;

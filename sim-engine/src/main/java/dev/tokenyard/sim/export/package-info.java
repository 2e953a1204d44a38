/** Files that a run leaves: the summary as JSON, the requests as CSV, each written whole or not at all. */
@NullMarked
package dev.tokenyard.sim.export;

import org.jspecify.annotations.NullMarked;

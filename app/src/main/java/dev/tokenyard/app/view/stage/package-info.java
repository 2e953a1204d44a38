/** The stage: a lane for each policy, all on one clock. */
@NullMarked
package dev.tokenyard.app.view.stage;

import org.jspecify.annotations.NullMarked;

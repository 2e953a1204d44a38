/** Transport, scrubber and strips. */
@NullMarked
package dev.tokenyard.app.view.timeline;

import org.jspecify.annotations.NullMarked;

/** Showing the window larger or smaller than it is laid out, without loss of sharpness. */
@NullMarked
package dev.tokenyard.app.zoom;

import org.jspecify.annotations.NullMarked;

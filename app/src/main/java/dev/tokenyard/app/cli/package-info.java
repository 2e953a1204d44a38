/** The same jobs without a window. */
@NullMarked
package dev.tokenyard.app.cli;

import org.jspecify.annotations.NullMarked;

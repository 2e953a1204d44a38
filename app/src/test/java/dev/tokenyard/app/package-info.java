/** Fixtures that tests of the window share. */
@NullMarked
package dev.tokenyard.app;

import org.jspecify.annotations.NullMarked;

/** The explorer's entry points. */
@NullMarked
package dev.tokenyard.app;

import org.jspecify.annotations.NullMarked;

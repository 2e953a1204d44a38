/** What several tests of the application share. */
@NullMarked
package dev.tokenyard.app.testing;

import org.jspecify.annotations.NullMarked;

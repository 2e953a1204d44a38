/** Tests of running and measuring comparisons. */
@NullMarked
package dev.tokenyard.app.session;

import org.jspecify.annotations.NullMarked;

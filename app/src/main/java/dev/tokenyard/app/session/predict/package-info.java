/** How good predictions are, and what their errors cost policies that rely on them. */
@NullMarked
package dev.tokenyard.app.session.predict;

import org.jspecify.annotations.NullMarked;

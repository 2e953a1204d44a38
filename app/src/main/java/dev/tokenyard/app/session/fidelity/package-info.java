/** Recorded runs of another simulator, and how far this one is from them. */
@NullMarked
package dev.tokenyard.app.session.fidelity;

import org.jspecify.annotations.NullMarked;

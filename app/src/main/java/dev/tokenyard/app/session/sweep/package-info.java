/** Figures against a knob: sweeps, the knees of their curves, and how many GPUs a goal takes. */
@NullMarked
package dev.tokenyard.app.session.sweep;

import org.jspecify.annotations.NullMarked;

/** The page of figures against a knob. */
@NullMarked
package dev.tokenyard.app.view.sweep;

import org.jspecify.annotations.NullMarked;

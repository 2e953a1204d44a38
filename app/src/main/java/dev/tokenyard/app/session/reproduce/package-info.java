/** Published experiments, run again: parameters, published figures, ours, and why they differ. */
@NullMarked
package dev.tokenyard.app.session.reproduce;

import org.jspecify.annotations.NullMarked;

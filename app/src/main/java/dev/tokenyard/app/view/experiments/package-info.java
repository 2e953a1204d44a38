/** The experiments page: published experiments, run again. */
@NullMarked
package dev.tokenyard.app.view.experiments;

import org.jspecify.annotations.NullMarked;

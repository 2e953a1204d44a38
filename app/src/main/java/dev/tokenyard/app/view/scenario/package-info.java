/** The panel in which a scenario is set up. */
@NullMarked
package dev.tokenyard.app.view.scenario;

import org.jspecify.annotations.NullMarked;

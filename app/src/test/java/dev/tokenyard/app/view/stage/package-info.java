/** Tests of the stage. */
@NullMarked
package dev.tokenyard.app.view.stage;

import org.jspecify.annotations.NullMarked;

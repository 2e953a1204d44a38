/** Films of the stage, drawn beside the window. */
@NullMarked
package dev.tokenyard.app.view.recording;

import org.jspecify.annotations.NullMarked;

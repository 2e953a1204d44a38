/** What is what in the window: labels at the places of its parts. */
@NullMarked
package dev.tokenyard.app.view.parts;

import org.jspecify.annotations.NullMarked;

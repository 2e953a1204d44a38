/** What the screens show, as JavaFX beans and collections; no controls. */
@NullMarked
package dev.tokenyard.app.viewmodel;

import org.jspecify.annotations.NullMarked;

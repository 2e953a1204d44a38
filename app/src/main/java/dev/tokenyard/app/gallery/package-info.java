/** Regenerates the pictures in screenshots/. */
@NullMarked
package dev.tokenyard.app.gallery;

import org.jspecify.annotations.NullMarked;

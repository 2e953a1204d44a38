/** Tests of the gallery. */
@NullMarked
package dev.tokenyard.app.gallery;

import org.jspecify.annotations.NullMarked;

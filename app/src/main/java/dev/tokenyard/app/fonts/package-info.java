/** The bundled font files, without any toolkit. */
@NullMarked
package dev.tokenyard.app.fonts;

import org.jspecify.annotations.NullMarked;

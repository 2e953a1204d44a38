/** Colours, type, spacing and style sheets that every screen shares. */
@NullMarked
package dev.tokenyard.app.view.theme;

import org.jspecify.annotations.NullMarked;

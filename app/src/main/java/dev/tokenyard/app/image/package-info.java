/** Charts and pictures written to files: PNG, SVG, PDF and CSV. */
@NullMarked
package dev.tokenyard.app.image;

import org.jspecify.annotations.NullMarked;

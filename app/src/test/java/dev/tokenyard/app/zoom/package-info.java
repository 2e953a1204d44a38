@NullMarked
package dev.tokenyard.app.zoom;

import org.jspecify.annotations.NullMarked;

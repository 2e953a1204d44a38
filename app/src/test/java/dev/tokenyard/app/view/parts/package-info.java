@NullMarked
package dev.tokenyard.app.view.parts;

import org.jspecify.annotations.NullMarked;

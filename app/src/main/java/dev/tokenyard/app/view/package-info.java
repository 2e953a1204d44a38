/** The screens; one package for each region. */
@NullMarked
package dev.tokenyard.app.view;

import org.jspecify.annotations.NullMarked;

/** Tests of what the screens show. */
@NullMarked
package dev.tokenyard.app.viewmodel;

import org.jspecify.annotations.NullMarked;

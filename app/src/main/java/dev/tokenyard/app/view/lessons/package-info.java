/** Lessons: the page to choose one from, and the band that plays it over the stage. */
@NullMarked
package dev.tokenyard.app.view.lessons;

import org.jspecify.annotations.NullMarked;

/** Whole comparisons as files: a page, a folder of figures. */
@NullMarked
package dev.tokenyard.app.report;

import org.jspecify.annotations.NullMarked;

/** Tests of reports. */
@NullMarked
package dev.tokenyard.app.report;

import org.jspecify.annotations.NullMarked;

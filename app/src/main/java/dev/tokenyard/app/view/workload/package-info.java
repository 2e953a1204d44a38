/** The workload page: a trace, edited or fitted, beside what it was. */
@NullMarked
package dev.tokenyard.app.view.workload;

import org.jspecify.annotations.NullMarked;

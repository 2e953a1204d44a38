/** Charts of a trace beside what was made of it. */
@NullMarked
package dev.tokenyard.app.chart.workload;

import org.jspecify.annotations.NullMarked;

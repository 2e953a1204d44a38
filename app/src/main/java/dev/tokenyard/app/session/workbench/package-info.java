/**
 * The workload workbench: a scenario's trace, edited or fitted, beside what it was.
 *
 * <p>{@link dev.tokenyard.app.session.workbench.WorkloadBench} is the way in.
 */
@NullMarked
package dev.tokenyard.app.session.workbench;

import org.jspecify.annotations.NullMarked;

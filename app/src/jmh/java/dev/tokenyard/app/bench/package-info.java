/** Benchmarks by the Java Microbenchmark Harness; the README says how to run them. */
@NullMarked
package dev.tokenyard.app.bench;

import org.jspecify.annotations.NullMarked;

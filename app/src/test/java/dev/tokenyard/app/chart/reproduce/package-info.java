@NullMarked
package dev.tokenyard.app.chart.reproduce;

import org.jspecify.annotations.NullMarked;

/** Charts described as data and drawn by JFreeChart; no other package imports it. */
@NullMarked
package dev.tokenyard.app.chart;

import org.jspecify.annotations.NullMarked;

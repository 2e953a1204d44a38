package dev.tokenyard.app.view.shell;

import javafx.scene.layout.Region;

/**
 * What the window frames.
 *
 * @param stage the lanes
 * @param timeline transport and strips
 * @param inspector what is selected, explained
 * @param compare the page of tables and charts
 * @param predict the page of predictions
 */
public record WindowRegions(Region stage, Region timeline, Region inspector, Region compare, Region predict) {}

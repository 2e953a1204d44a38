package dev.tokenyard.app.view.shell;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.layout.Region;

/**
 * What the window frames.
 *
 * @param stage the lanes
 * @param timeline transport and strips
 * @param inspector what is selected, explained
 * @param compare the page of tables and charts
 * @param exports what the pages can export as they stand
 */
public record WindowRegions(
        Region stage, Region timeline, Region inspector, Region compare, Supplier<List<ExportChoice>> exports) {}

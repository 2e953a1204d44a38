package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.report.FigureWidth;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.MenuItem;

/** The formats that a chart can be exported in, as menu items. */
final class ExportMenu {
    private ExportMenu() {}

    static List<MenuItem> items(Consumer<ExportFormat> chosen) {
        return Arrays.stream(ExportFormat.values())
                .map(format -> {
                    MenuItem item = new MenuItem(words(format));
                    item.setId("export-" + format.extension());
                    item.setOnAction(event -> chosen.accept(format));
                    return item;
                })
                .toList();
    }

    /** The whole comparison: as a page, or as figures for a paper. */
    static List<MenuItem> reports(CompareHeader.Exports exports) {
        MenuItem page = new MenuItem("Report, one HTML file");
        page.setId("export-report");
        page.setOnAction(event -> exports.report());
        MenuItem single = new MenuItem("Figures for a paper, one column");
        single.setId("export-figures-single");
        single.setOnAction(event -> exports.figures(FigureWidth.SINGLE));
        MenuItem twoColumns = new MenuItem("Figures for a paper, two columns");
        twoColumns.setId("export-figures-double");
        twoColumns.setOnAction(event -> exports.figures(FigureWidth.DOUBLE));
        return List.of(page, single, twoColumns);
    }

    private static String words(ExportFormat format) {
        return switch (format) {
            case PNG -> "PNG, pixels";
            case SVG -> "SVG, for the web";
            case PDF -> "PDF, for print";
            case CSV -> "CSV, its data";
        };
    }
}

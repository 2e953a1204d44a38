package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.image.ExportFormat;
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

    private static String words(ExportFormat format) {
        return switch (format) {
            case PNG -> "PNG, pixels";
            case SVG -> "SVG, for the web";
            case PDF -> "PDF, for print";
            case CSV -> "CSV, its data";
        };
    }
}

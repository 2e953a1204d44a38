package dev.tokenyard.app.image;

import dev.tokenyard.app.chart.ChartSpec;
import java.nio.file.Path;

/** Writes a chart to a file. Needs no window; may run on any thread. */
public final class ChartExport {
    private ChartExport() {}

    /**
     * Writes {@code chart} to {@code path} in the format that its ending names.
     *
     * @throws ExportException if the ending is unknown or the file cannot be written
     */
    public static void write(ChartSpec chart, ExportOptions options, Path path) throws ExportException {
        write(chart, options, ExportFormat.of(path), path);
    }

    /**
     * Writes {@code chart} to {@code path} as {@code format}, whatever the path's ending.
     *
     * @throws ExportException if the file cannot be written
     */
    public static void write(ChartSpec chart, ExportOptions options, ExportFormat format, Path path)
            throws ExportException {
        switch (format) {
            case PNG -> ExportTarget.write(path, stream -> PngFile.write(chart, options, stream));
            case SVG -> ExportTarget.write(path, stream -> SvgFile.write(chart, options, stream));
            case PDF -> ExportTarget.write(path, stream -> PdfFile.write(chart, options, stream));
            case CSV -> ExportTarget.write(path, stream -> CsvFile.write(chart, stream));
        }
    }
}

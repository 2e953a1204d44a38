package dev.tokenyard.app.image;

import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.sim.export.CsvFields;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * All points of a chart, undiminished, as comma-separated values (RFC 4180): series, abscissa or category, ordinate.
 * Numbers read back to the same doubles; a missing value is an empty field.
 */
final class CsvFile {
    private static final String LINE_END = "\r\n";

    private CsvFile() {}

    static void write(ChartSpec chart, OutputStream stream) throws IOException {
        Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        writeRow(writer, "series", chart.x().labelWithUnit(), chart.y().labelWithUnit());
        for (SeriesSpec series : chart.series()) {
            for (int i = 0; i < series.size(); i++) {
                String x = chart.kind() == ChartKind.BARS
                        ? chart.x().categories().get((int) series.x(i))
                        : CsvFields.number(series.x(i));
                writeRow(writer, series.name(), x, CsvFields.number(series.y(i)));
            }
        }
        writer.flush();
    }

    private static void writeRow(Writer writer, String first, String second, String third) throws IOException {
        writer.write(CsvFields.text(first) + "," + CsvFields.text(second) + "," + CsvFields.text(third) + LINE_END);
    }
}

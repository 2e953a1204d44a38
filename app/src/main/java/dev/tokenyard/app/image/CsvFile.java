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
 * All points of a chart, undiminished, as comma-separated values (RFC 4180): series, abscissa or category, ordinate, and the
 * ends of bands where there are some.
 * Numbers read back to the same doubles; a missing value is an empty field.
 */
final class CsvFile {
    private static final String LINE_END = "\r\n";

    private CsvFile() {}

    static void write(ChartSpec chart, OutputStream stream) throws IOException {
        Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        boolean banded = chart.series().stream().anyMatch(SeriesSpec::hasBand);
        writeRow(
                writer,
                banded ? "low,high" : "",
                chart.range().isEmpty() ? "series" : "series (" + chart.range() + ")",
                chart.x().labelWithUnit(),
                chart.y().labelWithUnit());
        for (SeriesSpec series : chart.series()) {
            for (int i = 0; i < series.size(); i++) {
                String x = chart.kind() == ChartKind.BARS
                        ? chart.x().categories().get((int) series.x(i))
                        : CsvFields.number(series.x(i));
                String band = CsvFields.number(series.low(i)) + "," + CsvFields.number(series.high(i));
                writeRow(writer, banded ? band : "", series.name(), x, CsvFields.number(series.y(i)));
            }
        }
        writer.flush();
    }

    private static void writeRow(Writer writer, String band, String first, String second, String third)
            throws IOException {
        writer.write(CsvFields.text(first) + "," + CsvFields.text(second) + "," + CsvFields.text(third)
                + (band.isEmpty() ? "" : "," + band) + LINE_END);
    }
}

package dev.tokenyard.app.report;

import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartPalette;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.image.ExportOptions;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How wide figures are on a page of two columns, as most venues of the field have them (ACM and USENIX: 3.33 and 7 inches). */
public enum FigureWidth {
    /** One column. */
    SINGLE(3.33, 2.2),
    /** Both columns. */
    DOUBLE(7, 2.6);

    /** The size of all labels in print, a little below that of the text. */
    static final double FONT_POINTS = 8;

    private static final double LEGEND_INCHES = 0.2;

    private final double inches;
    private final double heightInches;

    FigureWidth(double inches, double heightInches) {
        this.inches = inches;
        this.heightInches = heightInches;
    }

    /** The width in inches. */
    public double inches() {
        return inches;
    }

    /** The word on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The width of a word.
     *
     * @throws IllegalArgumentException with a sentence that lists the words, if there is none
     */
    public static FigureWidth byId(String id) {
        return Arrays.stream(values())
                .filter(width -> width.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no width \"" + id + "\"; choose one of "
                        + Arrays.stream(values()).map(FigureWidth::id).collect(Collectors.joining(", ")) + "."));
    }

    /** How a chart is drawn at this width: in black on white, with all words of one size. */
    ExportOptions options(ChartSpec chart, ChartPalette palette) {
        // Lines are named beside the plot; a legend above others must not take their height.
        boolean named = chart.kind() == ChartKind.LINE || chart.kind() == ChartKind.STEP;
        boolean legend = this == SINGLE && !named && chart.series().size() > 1;
        double height = heightInches + (legend ? LEGEND_INCHES : 0);
        return ExportOptions.print(palette.onPaper(), inches, height, FONT_POINTS);
    }
}

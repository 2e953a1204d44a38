package dev.tokenyard.app.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.jfree.chart.block.LengthConstraintType;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.Size2D;
import org.jfree.chart.ui.VerticalAlignment;
import org.jspecify.annotations.Nullable;

/** The words below a chart, in lines as far apart as those of notes elsewhere; the library's own stand too close to be read. */
final class ChartNote extends Title {
    /** Pixels from line to line. */
    static final double PITCH = 15;

    private static final double BASELINE = 11;
    private static final double ABOVE = 6;
    /** Parts the facts of a note; a line neither ends nor begins with one. */
    private static final String SEPARATOR = "·";

    /** A separator may be tied to the word before it. */
    private static final Pattern SEPARATOR_AT_END = Pattern.compile("[ \\u00A0]+·$");

    private final String words;
    private final ChartPalette palette;

    ChartNote(String words, ChartPalette palette) {
        super(
                RectangleEdge.BOTTOM,
                HorizontalAlignment.LEFT,
                VerticalAlignment.TOP,
                new RectangleInsets(ABOVE, 0, 0, 0));
        this.words = words;
        this.palette = palette;
    }

    @Override
    public Size2D arrange(Graphics2D graphics, RectangleConstraint constraint) {
        double width = constraint.getWidthConstraintType() == LengthConstraintType.RANGE
                ? constraint.getWidthRange().getUpperBound()
                : constraint.getWidth();
        int lines = lines(graphics, width).size();
        return new Size2D(width, ABOVE + lines * PITCH);
    }

    @Override
    public void draw(Graphics2D graphics, Rectangle2D area) {
        graphics.setFont(font());
        graphics.setPaint(palette.secondary());
        double baseline = area.getMinY() + ABOVE + BASELINE;
        for (String line : lines(graphics, area.getWidth())) {
            graphics.drawString(line, (float) area.getMinX(), (float) baseline);
            baseline += PITCH;
        }
    }

    @Override
    public @Nullable Object draw(Graphics2D graphics, Rectangle2D area, @Nullable Object parameters) {
        draw(graphics, area);
        return null;
    }

    private List<String> lines(Graphics2D graphics, double width) {
        return wrap(words, width, text -> ChartFonts.width(text, font(), graphics));
    }

    private static Font font() {
        return ChartFonts.regular(ChartFonts.NOTE_SIZE);
    }

    /**
     * Words in lines, which also end where the words say so.
     *
     * @param width what a line may take; a single word may take more
     * @param measure the width of words
     */
    static List<String> wrap(String words, double width, ToDoubleFunction<String> measure) {
        return words.lines()
                .flatMap(paragraph -> broken(paragraph, width, measure).stream())
                .toList();
    }

    private static List<String> broken(String words, double width, ToDoubleFunction<String> measure) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : words.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (line.isEmpty() || measure.applyAsDouble(longer) <= width) {
                line = line.isEmpty() && !lines.isEmpty() && word.equals(SEPARATOR) ? "" : longer;
            } else {
                lines.add(SEPARATOR_AT_END.matcher(line).replaceFirst(""));
                line = word.equals(SEPARATOR) ? "" : word;
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }
}

package dev.tokenyard.app.image;

import dev.tokenyard.app.chart.ChartPalette;
import dev.tokenyard.app.chart.ChartSpec;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.batik.svggen.SVGColor;
import org.apache.batik.svggen.SVGGeneratorContext;

/** Charts as SVG for the inside of a page, whose style sheet may give them the colours of another theme. */
public final class InlineSvg {
    private InlineSvg() {}

    /**
     * A chart as an element {@code svg} that fills the width of its place.
     *
     * @param idPrefix before each id inside, unique on the page
     * @param label what it shows, for those who do not see it
     */
    public static String of(ChartSpec chart, ExportOptions options, String idPrefix, String label)
            throws ExportException {
        String svg;
        try {
            svg = SvgFile.text(chart, options, idPrefix, false);
        } catch (IOException unwritable) {
            throw new ExportException("The chart \"" + chart.title() + "\" cannot be drawn: " + unwritable, unwritable);
        }
        int start = svg.indexOf("<svg");
        int end = svg.indexOf('>', start);
        // The size is the page's affair; the view box keeps the shape.
        String root = svg.substring(start, end)
                .replaceAll("\\s(width|height)=\"[^\"]*\"", "")
                .replaceAll("\\sxmlns(:\\w+)?=\"[^\"]*\"", "");
        return root + " class=\"chart\" role=\"img\" aria-label=\"" + escaped(label) + "\""
                + svg.substring(end).replaceAll("<!--.*?-->", "").strip();
    }

    /** Rules of a style sheet that turn the colours of one palette into those of another. */
    public static List<String> recolouring(ChartPalette from, ChartPalette to, String selector) {
        Map<Color, Color> pairs = new LinkedHashMap<>();
        pairs.put(from.background(), to.background());
        pairs.put(from.grid(), to.grid());
        pairs.put(from.text(), to.text());
        pairs.put(from.secondary(), to.secondary());
        pairs.put(from.target(), to.target());
        for (int k = 0; k < Math.min(from.series().size(), to.series().size()); k++) {
            pairs.putIfAbsent(from.series().get(k), to.series().get(k));
        }
        for (int k = 0; k < Math.min(from.classes().size(), to.classes().size()); k++) {
            pairs.putIfAbsent(from.classes().get(k), to.classes().get(k));
        }
        pairs.putIfAbsent(from.accent(), to.accent());
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(SvgFile.emptyDocument());
        List<String> rules = new ArrayList<>();
        pairs.forEach((light, dark) -> {
            String written = SVGColor.toSVG(light, context).getPaintValue();
            for (String property : List.of("fill", "stroke")) {
                rules.add(String.format(
                        Locale.ROOT,
                        "%s[%s=\"%s\"] { %s: #%06x; }",
                        selector,
                        property,
                        written,
                        property,
                        dark.getRGB() & 0xFF_FFFF));
            }
        });
        return rules;
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}

package dev.tokenyard.app.image;

import dev.tokenyard.app.chart.ChartRenderer;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.fonts.FontFile;
import java.awt.Dimension;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Charts as SVG. Text stays text; the same chart gives the same bytes. */
final class SvgFile {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String FALLBACK = ", Inter, 'Helvetica Neue', Arial, sans-serif";

    private SvgFile() {}

    static void write(ChartSpec chart, ExportOptions options, OutputStream stream) throws IOException {
        stream.write(text(chart, options, "", true).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A chart as SVG.
     *
     * @param idPrefix before each id inside, so that several charts of one page do not clash
     * @param styled whether marks have style attributes, as files for other programs do; otherwise presentation attributes,
     *     over which the style sheet of a page has the last word
     */
    static String text(ChartSpec chart, ExportOptions options, String idPrefix, boolean styled) throws IOException {
        Document document = emptyDocument();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment("Tokenyard: " + chart.title().replace("--", "–"));
        context.setIDGenerator(new SVGIDGenerator() {
            @Override
            public String generateID(String prefix) {
                return idPrefix + super.generateID(prefix);
            }
        });
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(options.widthPixels(), options.heightPixels()));
        ChartRenderer.paint(chart, options.palette(), graphics, options.widthPixels(), options.heightPixels());
        Element root = graphics.getRoot();
        root.setAttributeNS(null, "viewBox", "0 0 %d %d".formatted(options.widthPixels(), options.heightPixels()));
        if (options.pointsPerPixel() != 1) {
            root.setAttributeNS(null, "width", points(options.widthPixels(), options));
            root.setAttributeNS(null, "height", points(options.heightPixels(), options));
        }
        nameFontsWithFallback(root);
        StringWriter text = new StringWriter();
        graphics.stream(root, text, styled, false);
        // The library gives this one a name of its own.
        return withoutDocumentType(text.toString()).replace("id=\"genericDefs\"", "id=\"" + idPrefix + "genericDefs\"");
    }

    private static String points(int pixels, ExportOptions options) {
        return String.format(Locale.ROOT, "%.2fpt", pixels * options.pointsPerPixel());
    }

    /** Without the document type, for which readers would ask a far-away server. */
    private static String withoutDocumentType(String svg) {
        int start = svg.indexOf("<!DOCTYPE");
        int end = svg.indexOf('>', start) + 1;
        return start < 0 ? svg : svg.substring(0, start) + svg.substring(end).stripLeading();
    }

    /** Weights that are families of their own become a weight, and families that all viewers have follow. */
    private static void nameFontsWithFallback(Element root) {
        NodeList elements = root.getElementsByTagName("*");
        rename(root);
        for (int i = 0; i < elements.getLength(); i++) {
            rename((Element) elements.item(i));
        }
    }

    private static void rename(Element element) {
        String family = element.getAttribute("font-family").replace("'", "");
        for (FontFile file : FontFile.values()) {
            if (family.equals(file.family())) {
                element.setAttributeNS(null, "font-family", "'" + family + "'" + FALLBACK);
                if (file == FontFile.MEDIUM) {
                    element.setAttributeNS(null, "font-weight", "500");
                } else if (file == FontFile.SEMI_BOLD) {
                    element.setAttributeNS(null, "font-weight", "600");
                }
                return;
            }
        }
    }

    static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This Java has no XML parser.", e);
        }
    }
}

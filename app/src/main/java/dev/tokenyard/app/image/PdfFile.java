package dev.tokenyard.app.image;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import dev.tokenyard.app.chart.ChartFonts;
import dev.tokenyard.app.chart.ChartRenderer;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.fonts.FontFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Charts as one PDF page: vector, with the used characters of the fonts inside. */
final class PdfFile {
    /** In place of the clock, from which the file's identifier is otherwise made. */
    private static final long DOCUMENT_ID = 1;

    private PdfFile() {}

    static void write(ChartSpec chart, ExportOptions options, OutputStream stream) throws IOException {
        float scale = (float) options.pointsPerPixel();
        float width = options.widthPixels() * scale;
        float height = options.heightPixels() * scale;
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(DOCUMENT_ID);
            document.getDocumentInformation().setTitle(chart.title());
            document.getDocumentInformation().setCreator("Tokenyard");
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
            try (PdfBoxGraphics2DFontTextDrawer fonts = new PdfBoxGraphics2DFontTextDrawer()) {
                for (FontFile file : FontFile.values()) {
                    try (InputStream source = file.open()) {
                        fonts.registerFont(ChartFonts.awtName(file), PDType0Font.load(document, source, true));
                    }
                }
                graphics.setFontTextDrawer(fonts);
                graphics.scale(scale, scale);
                ChartRenderer.paint(chart, options.palette(), graphics, options.widthPixels(), options.heightPixels());
                graphics.dispose();
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawForm(graphics.getXFormObject());
                }
                document.save(stream);
            }
        }
    }
}

package dev.tokenyard.app.image;

import dev.tokenyard.app.chart.ChartRenderer;
import dev.tokenyard.app.chart.ChartSpec;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/** Charts as pixels. */
final class PngFile {
    private PngFile() {}

    static void write(ChartSpec chart, ExportOptions options, OutputStream stream) throws IOException {
        int width = (int) Math.round(options.widthPixels() * options.scale());
        int height = (int) Math.round(options.heightPixels() * options.scale());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(options.scale(), options.scale());
        ChartRenderer.paint(chart, options.palette(), graphics, options.widthPixels(), options.heightPixels());
        graphics.dispose();
        write(image, stream);
    }

    static void write(BufferedImage image, OutputStream stream) throws IOException {
        if (!ImageIO.write(image, "png", stream)) {
            throw new IOException("this Java writes no PNG");
        }
    }
}

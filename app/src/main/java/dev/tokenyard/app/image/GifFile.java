package dev.tokenyard.app.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An animated GIF (GIF89a) that repeats for ever. Of each picture only the rectangle that has changed is written, and
 * in it only what has changed; a picture like the one before makes that one stay longer.
 */
final class GifFile implements AutoCloseable {
    private static final String IMAGE_FORMAT = "javax_imageio_gif_image_1.0";
    private static final String STREAM_FORMAT = "javax_imageio_gif_stream_1.0";
    /** A delay that no player cuts short. */
    private static final int LEAST_HUNDREDTHS = 2;
    /** The field is 16 bits wide. */
    private static final int MOST_HUNDREDTHS = 0xFFFF;

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("gif").next();
    private final ImageOutputStream stream;
    private final FramePalette palette;
    private final IndexColorModel model;
    private final int width;
    private final int height;
    private byte[] before = new byte[0];

    // The picture that is yet to be written, once it is known how long it stays.
    private byte[] pending = new byte[0];
    private int pendingHundredths;
    private boolean first = true;

    GifFile(OutputStream out, FramePalette palette, int width, int height) throws IOException {
        // Not by ImageIO, whose streams keep a copy of the whole film in a temporary file.
        stream = new MemoryCacheImageOutputStream(out);
        this.palette = palette;
        this.width = width;
        this.height = height;
        model = palette.model();
        writer.setOutput(stream);
        writer.prepareWriteSequence(streamMetadata());
    }

    void add(BufferedImage picture, int hundredths) throws IOException {
        byte[] indices = palette.indices(picture);
        boolean fits = pendingHundredths + hundredths <= MOST_HUNDREDTHS;
        if (pending.length > 0 && fits && Arrays.equals(indices, pending)) {
            pendingHundredths += hundredths;
            return;
        }
        writePending();
        pending = indices;
        pendingHundredths = hundredths;
    }

    @Override
    public void close() throws IOException {
        try {
            writePending();
            writer.endWriteSequence();
            stream.close();
        } finally {
            abandon();
        }
    }

    /** Lets go of what it holds without finishing the file. */
    void abandon() {
        writer.dispose();
    }

    private void writePending() throws IOException {
        if (pending.length == 0) {
            return;
        }
        int left = 0;
        int top = 0;
        int right = width;
        int bottom = height;
        if (!first) {
            while (top < height - 1 && sameRow(top)) {
                top++;
            }
            while (bottom > top + 1 && sameRow(bottom - 1)) {
                bottom--;
            }
            while (left < width - 1 && sameColumn(left, top, bottom)) {
                left++;
            }
            while (right > left + 1 && sameColumn(right - 1, top, bottom)) {
                right--;
            }
        }
        BufferedImage part = new BufferedImage(right - left, bottom - top, BufferedImage.TYPE_BYTE_INDEXED, model);
        byte[] pixels = ((DataBufferByte) part.getRaster().getDataBuffer()).getData();
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int at = y * width + x;
                boolean same = !first && before[at] == pending[at];
                pixels[(y - top) * (right - left) + x - left] = same ? (byte) FramePalette.CLEAR : pending[at];
            }
        }
        writer.writeToSequence(new IIOImage(part, null, metadata(left, top)), null);
        // What is written is never gone back to; memory holds a picture and not the film.
        stream.flush();
        before = pending;
        pending = new byte[0];
        first = false;
    }

    private boolean sameRow(int y) {
        return Arrays.equals(before, y * width, (y + 1) * width, pending, y * width, (y + 1) * width);
    }

    private boolean sameColumn(int x, int top, int bottom) {
        for (int y = top; y < bottom; y++) {
            if (before[y * width + x] != pending[y * width + x]) {
                return false;
            }
        }
        return true;
    }

    private IIOMetadata streamMetadata() throws IIOInvalidTreeException {
        IIOMetadata metadata = writer.getDefaultStreamMetadata(null);
        IIOMetadataNode root = new IIOMetadataNode(STREAM_FORMAT);
        IIOMetadataNode version = new IIOMetadataNode("Version");
        version.setAttribute("value", "89a");
        root.appendChild(version);
        IIOMetadataNode screen = new IIOMetadataNode("LogicalScreenDescriptor");
        screen.setAttribute("logicalScreenWidth", Integer.toString(width));
        screen.setAttribute("logicalScreenHeight", Integer.toString(height));
        screen.setAttribute("colorResolution", "8");
        screen.setAttribute("pixelAspectRatio", "0");
        root.appendChild(screen);
        IIOMetadataNode table = new IIOMetadataNode("GlobalColorTable");
        table.setAttribute("sizeOfGlobalColorTable", "256");
        table.setAttribute("backgroundColorIndex", "0");
        table.setAttribute("sortFlag", "FALSE");
        for (int k = 0; k < model.getMapSize(); k++) {
            IIOMetadataNode entry = new IIOMetadataNode("ColorTableEntry");
            entry.setAttribute("index", Integer.toString(k));
            entry.setAttribute("red", Integer.toString(model.getRed(k)));
            entry.setAttribute("green", Integer.toString(model.getGreen(k)));
            entry.setAttribute("blue", Integer.toString(model.getBlue(k)));
            table.appendChild(entry);
        }
        root.appendChild(table);
        metadata.setFromTree(STREAM_FORMAT, root);
        return metadata;
    }

    private IIOMetadata metadata(int left, int top) throws IIOInvalidTreeException {
        ImageWriteParam usual = writer.getDefaultWriteParam();
        ImageTypeSpecifier type = new ImageTypeSpecifier(model, model.createCompatibleSampleModel(1, 1));
        IIOMetadata metadata = writer.getDefaultImageMetadata(type, usual);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(IMAGE_FORMAT);
        remove(root, "LocalColorTable");
        IIOMetadataNode place = child(root, "ImageDescriptor");
        place.setAttribute("imageLeftPosition", Integer.toString(left));
        place.setAttribute("imageTopPosition", Integer.toString(top));
        place.setAttribute("interlaceFlag", "FALSE");
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "TRUE");
        control.setAttribute("transparentColorIndex", Integer.toString(FramePalette.CLEAR));
        control.setAttribute("delayTime", Integer.toString(Math.max(LEAST_HUNDREDTHS, pendingHundredths)));
        if (first) {
            IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(new byte[] {1, 0, 0});
            child(root, "ApplicationExtensions").appendChild(loop);
        }
        metadata.setFromTree(IMAGE_FORMAT, root);
        return metadata;
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        for (int k = 0; k < root.getLength(); k++) {
            if (root.item(k).getNodeName().equals(name)) {
                return (IIOMetadataNode) root.item(k);
            }
        }
        IIOMetadataNode child = new IIOMetadataNode(name);
        root.appendChild(child);
        return child;
    }

    private static void remove(IIOMetadataNode root, String name) {
        for (int k = root.getLength() - 1; k >= 0; k--) {
            if (root.item(k).getNodeName().equals(name)) {
                root.removeChild(root.item(k));
            }
        }
    }
}

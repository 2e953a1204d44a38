import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * Reads pictures of a virtual screen in the X window dump format and judges them.
 *
 * <p>With {@code --quiet PICTURE} the exit code says whether the picture shows anything. With {@code FIRST SECOND PNG} it
 * fails if the second is blank or equals the first, and writes the second as PNG.
 */
public final class WindowCheck {
    private static final int LEAST_COLOURS = 100;
    private static final int LEAST_CHANGED_PIXELS = 200;

    private WindowCheck() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        if (arguments[0].equals("--quiet")) {
            System.exit(colours(read(Path.of(arguments[1]))) >= LEAST_COLOURS ? 0 : 1);
        }
        BufferedImage first = read(Path.of(arguments[0]));
        BufferedImage second = read(Path.of(arguments[1]));
        ImageIO.write(second, "png", new File(arguments[2]));
        int colours = colours(second);
        int changed = changedPixels(first, second);
        System.out.println("The window shows " + colours + " colours, and " + changed + " pixels changed in 3 s.");
        if (colours < LEAST_COLOURS) {
            System.err.println("The window is blank.");
            System.exit(1);
        }
        if (changed < LEAST_CHANGED_PIXELS) {
            System.err.println("The window stands still.");
            System.exit(1);
        }
    }

    /** Reads a dump of 32 bits a pixel, as Xvfb writes for a screen of depth 24. */
    private static BufferedImage read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            int[] header = new int[25];
            for (int i = 0; i < header.length; i++) {
                header[i] = in.readInt();
            }
            int headerBytes = header[0];
            int width = header[4];
            int height = header[5];
            boolean littleEndian = header[7] == 0;
            int bitsPerPixel = header[11];
            int bytesPerLine = header[12];
            int colourMapEntries = header[19];
            if (bitsPerPixel != 32) {
                throw new IOException(file + " has " + bitsPerPixel + " bits a pixel; 32 are expected");
            }
            in.skipNBytes(headerBytes - 4L * header.length + 12L * colourMapEntries);
            BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            byte[] line = new byte[bytesPerLine];
            for (int y = 0; y < height; y++) {
                in.readFully(line);
                for (int x = 0; x < width; x++) {
                    int at = 4 * x;
                    int rgb = littleEndian
                            ? (line[at] & 255) | (line[at + 1] & 255) << 8 | (line[at + 2] & 255) << 16
                            : (line[at + 3] & 255) | (line[at + 2] & 255) << 8 | (line[at + 1] & 255) << 16;
                    picture.setRGB(x, y, rgb);
                }
            }
            return picture;
        }
    }

    private static int colours(BufferedImage picture) {
        Set<Integer> seen = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y += 2) {
            for (int x = 0; x < picture.getWidth(); x += 2) {
                seen.add(picture.getRGB(x, y));
            }
        }
        return seen.size();
    }

    private static int changedPixels(BufferedImage a, BufferedImage b) {
        int[] left = a.getRGB(0, 0, a.getWidth(), a.getHeight(), null, 0, a.getWidth());
        int[] right = b.getRGB(0, 0, b.getWidth(), b.getHeight(), null, 0, b.getWidth());
        int changed = 0;
        for (int i = Arrays.mismatch(left, right); i >= 0 && i < left.length; i++) {
            changed += left[i] == right[i] ? 0 : 1;
        }
        return changed;
    }
}

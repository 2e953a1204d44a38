package dev.tokenyard.app.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The 255 colours of a film, and one that is clear. The most frequent colours of the pictures are taken as they are, so that
 * plain grounds, lines and marks keep their colours exactly; the blends at the edges of letters and marks share the
 * others by median cut (Heckbert, Color Image Quantization, SIGGRAPH 1982).
 */
final class FramePalette {
    /** The index of the clear colour: the picture below is seen. */
    static final int CLEAR = 255;

    private static final int MOST = 255;
    private static final int EXACT = 128;

    private final int[] colours;
    private final ColourCounts nearest = new ColourCounts();

    private FramePalette(int[] colours) {
        this.colours = colours;
        for (int k = 0; k < colours.length; k++) {
            nearest.set(colours[k], k + 1);
        }
    }

    /** A palette for pictures in which colours occur so often. */
    static FramePalette of(ColourCounts counts) {
        int[] all = counts.colours();
        if (all.length <= MOST) {
            return new FramePalette(all);
        }
        List<Integer> byCount = new ArrayList<>(all.length);
        for (int colour : all) {
            byCount.add(colour);
        }
        byCount.sort(
                Comparator.comparingInt((Integer colour) -> counts.get(colour)).reversed());
        int[] palette = new int[MOST];
        for (int k = 0; k < EXACT; k++) {
            palette[k] = byCount.get(k);
        }
        List<int[]> boxes = cut(byCount.subList(EXACT, byCount.size()), counts, MOST - EXACT);
        for (int k = 0; k < boxes.size(); k++) {
            palette[EXACT + k] = mean(boxes.get(k), counts);
        }
        return new FramePalette(Arrays.copyOf(palette, EXACT + boxes.size()));
    }

    private static List<int[]> cut(List<Integer> colours, ColourCounts counts, int most) {
        List<int[]> boxes = new ArrayList<>();
        boxes.add(colours.stream().mapToInt(Integer::intValue).toArray());
        while (boxes.size() < most) {
            int widest = widest(boxes, counts);
            if (widest < 0) {
                break;
            }
            int[] box = boxes.get(widest);
            int channel = widestChannel(box);
            int[] sorted = Arrays.stream(box)
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer colour) -> part(colour, channel))
                            .thenComparingInt(colour -> colour))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int middle = middle(sorted, counts);
            boxes.set(widest, Arrays.copyOf(sorted, middle));
            boxes.add(Arrays.copyOfRange(sorted, middle, sorted.length));
        }
        return boxes;
    }

    /** The box whose cut helps most: wide, and seen often. */
    private static int widest(List<int[]> boxes, ColourCounts counts) {
        int best = -1;
        double most = 0;
        for (int k = 0; k < boxes.size(); k++) {
            int[] box = boxes.get(k);
            double worth = width(box, widestChannel(box)) * Math.sqrt(weight(box, counts));
            if (box.length > 1 && worth > most) {
                most = worth;
                best = k;
            }
        }
        return best;
    }

    private static double weight(int[] box, ColourCounts counts) {
        double sum = 0;
        for (int colour : box) {
            sum += counts.get(colour);
        }
        return sum;
    }

    private static int middle(int[] sorted, ColourCounts counts) {
        double half = weight(sorted, counts) / 2;
        double sum = 0;
        for (int k = 0; k < sorted.length - 1; k++) {
            sum += counts.get(sorted[k]);
            if (sum >= half) {
                return k + 1;
            }
        }
        return sorted.length - 1;
    }

    private static int widestChannel(int[] box) {
        int best = 0;
        for (int channel = 1; channel < 3; channel++) {
            if (width(box, channel) > width(box, best)) {
                best = channel;
            }
        }
        return best;
    }

    private static int width(int[] box, int channel) {
        int low = 255;
        int high = 0;
        for (int colour : box) {
            low = Math.min(low, part(colour, channel));
            high = Math.max(high, part(colour, channel));
        }
        return high - low;
    }

    private static int mean(int[] box, ColourCounts counts) {
        double weight = weight(box, counts);
        int mean = 0;
        for (int channel = 0; channel < 3; channel++) {
            double sum = 0;
            for (int colour : box) {
                sum += (double) counts.get(colour) * part(colour, channel);
            }
            mean |= (int) Math.round(sum / weight) << 8 * channel;
        }
        return mean;
    }

    private static int part(int colour, int channel) {
        return colour >> 8 * channel & 0xFF;
    }

    /** The colours as a model for pictures of one byte a pixel. */
    IndexColorModel model() {
        byte[][] parts = new byte[3][MOST + 1];
        for (int k = 0; k < colours.length; k++) {
            for (int channel = 0; channel < 3; channel++) {
                parts[channel][k] = (byte) part(colours[k], channel);
            }
        }
        return new IndexColorModel(8, MOST + 1, parts[2], parts[1], parts[0], CLEAR);
    }

    /** A picture by the indices of its nearest colours, row by row. */
    byte[] indices(BufferedImage picture) {
        int width = picture.getWidth();
        int[] row = new int[width];
        byte[] indices = new byte[width * picture.getHeight()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                indices[y * width + x] = (byte) index(ColourCounts.opaque(row[x]));
            }
        }
        return indices;
    }

    private int index(int colour) {
        int known = nearest.get(colour);
        if (known > 0) {
            return known - 1;
        }
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int k = 0; k < colours.length; k++) {
            int distance = distance(colour, colours[k]);
            if (distance < least) {
                least = distance;
                best = k;
            }
        }
        nearest.set(colour, best + 1);
        return best;
    }

    /** Weighted as the eye sees red, green and blue. */
    private static int distance(int one, int other) {
        int red = part(one, 2) - part(other, 2);
        int green = part(one, 1) - part(other, 1);
        int blue = part(one, 0) - part(other, 0);
        return 3 * red * red + 6 * green * green + blue * blue;
    }
}

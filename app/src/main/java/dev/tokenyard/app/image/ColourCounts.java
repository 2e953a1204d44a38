package dev.tokenyard.app.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** How often each colour occurs in pictures, and later which place in a palette it has been given. */
final class ColourCounts {
    private static final int FREE = -1;

    private int[] keys = new int[1 << 12];
    private int[] values = new int[1 << 12];
    private int size;

    ColourCounts() {
        Arrays.fill(keys, FREE);
    }

    /** The colour without its opacity, which pictures of the screen do not have. */
    static int opaque(int argb) {
        return argb & 0xFF_FFFF;
    }

    void add(BufferedImage picture) {
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int argb : row) {
                int place = place(opaque(argb));
                values[place] = Math.min(Integer.MAX_VALUE - 1, values[place]) + 1;
            }
        }
    }

    int size() {
        return size;
    }

    /** The colours, each once, in rising order of their values. */
    int[] colours() {
        return Arrays.stream(keys).filter(key -> key != FREE).sorted().toArray();
    }

    int get(int colour) {
        // The place first: finding it may replace the columns.
        int place = place(colour);
        return values[place];
    }

    void set(int colour, int value) {
        int place = place(colour);
        values[place] = value;
    }

    private int place(int colour) {
        if (2 * size >= keys.length) {
            grow();
        }
        int place = find(keys, colour);
        if (keys[place] == FREE) {
            keys[place] = colour;
            size++;
        }
        return place;
    }

    private static int find(int[] keys, int colour) {
        int place = (colour * 0x9E37_79B1) >>> 8 & (keys.length - 1);
        while (keys[place] != FREE && keys[place] != colour) {
            place = (place + 1) & (keys.length - 1);
        }
        return place;
    }

    private void grow() {
        int[] newKeys = new int[2 * keys.length];
        int[] newValues = new int[newKeys.length];
        Arrays.fill(newKeys, FREE);
        for (int k = 0; k < keys.length; k++) {
            if (keys[k] != FREE) {
                int place = find(newKeys, keys[k]);
                newKeys[place] = keys[k];
                newValues[place] = values[k];
            }
        }
        keys = newKeys;
        values = newValues;
    }
}

package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.SelectionViewModel;
import dev.tokenyard.sim.log.BlockMap;
import dev.tokenyard.sim.log.EventTrack;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** The KV memory map: every block a cell in its owner's colour. Written as pixels, one image for each instance. */
final class KvMapPainter {
    private record Place(int lane, int instance) {}

    /** An image and the memory behind it. */
    private static final class Sheet {
        final KvGrid grid;
        final int width;
        final int height;
        final int[] pixels;
        final PixelBuffer<IntBuffer> buffer;
        final WritableImage image;

        Sheet(KvGrid grid) {
            this.grid = grid;
            width = Math.max(1, grid.pixelWidth());
            height = grid.pixelHeight();
            pixels = new int[width * height];
            buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            image = new WritableImage(buffer);
        }
    }

    private static final double HOVER_SHARE = 0.6;

    private final Pen pen;
    private final HitMap hits;
    private final Map<Place, Sheet> sheets = new HashMap<>();
    private int freeCell;
    private int pointedOut;
    private int flash;

    KvMapPainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
    }

    /** Draws the map and returns its grid. */
    KvGrid paint(LaneModel lane, int instance, Box box, Moment moment) {
        KvGrid grid = KvGrid.of(lane.blocks().blocks(instance), box.w(), box.h());
        Place place = new Place(lane.index(), instance);
        Sheet sheet = sheets.get(place);
        if (sheet == null || !sheet.grid.equals(grid)) {
            sheet = new Sheet(grid);
            sheets.put(place, sheet);
        }
        write(lane, instance, sheet, moment);
        sheet.buffer.updateBuffer(buffer -> null);
        pen.gc().setImageSmoothing(false);
        pen.gc().drawImage(sheet.image, box.x(), box.y());
        BlockMap blocks = lane.blocks();
        hits.addArea(new Box(box.x(), box.y(), sheet.width, sheet.height), (x, y) -> {
            int block = grid.blockAt(x, y);
            int owner = block < 0 ? BlockMap.FREE : blocks.owner(instance, block);
            return owner == BlockMap.FREE ? SelectionViewModel.NONE : owner;
        });
        return grid;
    }

    private void write(LaneModel lane, int instance, Sheet sheet, Moment moment) {
        Theme theme = pen.theme();
        freeCell = ClassPalette.argb(theme.freeCell());
        pointedOut = ClassPalette.argb(theme.text());
        flash = ClassPalette.argb(theme.warning());
        Arrays.fill(sheet.pixels, 0);
        KvGrid grid = sheet.grid;
        int side = grid.pitch() - grid.gap();
        int tall = grid.rowPitch() - grid.gap();
        for (int cell = 0; cell < grid.cells(); cell++) {
            int colour = cellColour(lane, instance, grid, cell, moment);
            int x = grid.cellX(cell);
            int y = grid.cellY(cell);
            for (int row = 0; row < tall; row++) {
                int from = (y + row) * sheet.width + x;
                Arrays.fill(sheet.pixels, from, from + side, colour);
            }
            if (side >= 5) {
                // Cells large enough lose their corner pixels, which reads as rounded.
                sheet.pixels[y * sheet.width + x] = 0;
                sheet.pixels[y * sheet.width + x + side - 1] = 0;
                sheet.pixels[(y + tall - 1) * sheet.width + x] = 0;
                sheet.pixels[(y + tall - 1) * sheet.width + x + side - 1] = 0;
            }
        }
    }

    private int cellColour(LaneModel lane, int instance, KvGrid grid, int cell, Moment moment) {
        int first = cell * grid.blocksPerCell();
        if (grid.blocksPerCell() == 1) {
            return blockColour(lane, instance, first, moment);
        }
        int end = Math.min(grid.blocks(), first + grid.blocksPerCell());
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int block = first; block < end; block++) {
            int colour = blockColour(lane, instance, block, moment);
            red += colour >> 16 & 0xFF;
            green += colour >> 8 & 0xFF;
            blue += colour & 0xFF;
        }
        int n = end - first;
        return 0xFF000000 | red / n << 16 | green / n << 8 | blue / n;
    }

    private int blockColour(LaneModel lane, int instance, int block, Moment moment) {
        int owner = lane.blocks().owner(instance, block);
        if (owner != BlockMap.FREE && owner == moment.selected()) {
            return pointedOut;
        }
        int colour = owner == BlockMap.FREE
                ? freeCell
                : pen.classes().shade(lane.outcomes().sloClass(owner), owner);
        if (owner != BlockMap.FREE && owner == moment.hovered()) {
            return ClassPalette.mix(colour, pointedOut, HOVER_SHARE);
        }
        int eviction = lane.blocks().evictedBy(instance, block);
        if (eviction != EventTrack.NONE) {
            double fading = 1 - moment.progress(lane.log().events().tick(eviction));
            if (fading > 0) {
                return ClassPalette.mix(colour, flash, fading);
            }
        }
        return colour;
    }

    /** Forgets the images of a comparison that is no longer shown. */
    void forget() {
        sheets.clear();
    }
}

package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.SelectionViewModel;
import dev.tokenyard.sim.log.BlockPlaces;
import dev.tokenyard.sim.log.EventTrack;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * The KV memory map: every block a cell in its owner's colour. Where a cell stands for several blocks it is filled from
 * the bottom as far as they are in use, in the colour of one of their owners. Written as pixels, one image for each
 * instance.
 */
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

    private static final int ROUNDED_SIDE = 6;
    private static final double HOVER_SHARE = 0.6;

    private final Pen pen;
    private final HitMap hits;
    private final Map<Place, Sheet> sheets = new HashMap<>();
    private int freeCell;
    /** Blocks of several requests, which belong to no class. */
    private int shared;

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
        BlockPlaces blocks = lane.blocks();
        hits.addArea(new Box(box.x(), box.y(), sheet.width, sheet.height), (x, y) -> {
            int cell = grid.cellAt(x, y);
            int owner = cell < 0
                    ? BlockPlaces.FREE
                    : grid.blocksPerCell() == 1
                            ? blocks.owner(instance, cell)
                            : CellContent.of(lane, instance, grid, cell, moment).owner();
            return owner < 0 ? SelectionViewModel.NONE : owner;
        });
        return grid;
    }

    private void write(LaneModel lane, int instance, Sheet sheet, Moment moment) {
        Theme theme = pen.theme();
        freeCell = ClassPalette.argb(theme.freeCell());
        shared = ClassPalette.argb(theme.faint());
        pointedOut = ClassPalette.argb(theme.text());
        flash = ClassPalette.argb(theme.warning());
        Arrays.fill(sheet.pixels, 0);
        KvGrid grid = sheet.grid;
        int tall = grid.rowPitch() - grid.gap();
        for (int cell = 0; cell < grid.cells(); cell++) {
            if (grid.blocksPerCell() == 1) {
                rows(sheet, cell, 0, tall, blockColour(lane, instance, cell, moment));
            } else {
                CellContent content = CellContent.of(lane, instance, grid, cell, moment);
                int filled = content.used() == 0
                        ? 0
                        : Math.max(1, Math.round((float) tall * content.used() / content.blocks()));
                rows(sheet, cell, 0, tall - filled, ClassPalette.mix(freeCell, flash, content.freshlyEvicted()));
                rows(sheet, cell, tall - filled, tall, ownerColour(lane, content.owner(), moment));
            }
            roundCorners(sheet, cell, tall);
        }
    }

    private static void rows(Sheet sheet, int cell, int from, int to, int colour) {
        int side = sheet.grid.pitch() - sheet.grid.gap();
        for (int row = from; row < to; row++) {
            int start = (sheet.grid.cellY(cell) + row) * sheet.width + sheet.grid.cellX(cell);
            Arrays.fill(sheet.pixels, start, start + side, colour);
        }
    }

    /** Cells large enough lose their corner pixels, which reads as rounded. */
    private static void roundCorners(Sheet sheet, int cell, int tall) {
        int side = sheet.grid.pitch() - sheet.grid.gap();
        if (side >= ROUNDED_SIDE) {
            int top = sheet.grid.cellY(cell) * sheet.width + sheet.grid.cellX(cell);
            int bottom = top + (tall - 1) * sheet.width;
            sheet.pixels[top] = 0;
            sheet.pixels[top + side - 1] = 0;
            sheet.pixels[bottom] = 0;
            sheet.pixels[bottom + side - 1] = 0;
        }
    }

    private int blockColour(LaneModel lane, int instance, int block, Moment moment) {
        int owner = lane.blocks().owner(instance, block);
        int colour = ownerColour(lane, owner, moment);
        int eviction = lane.blocks().evictedBy(instance, block);
        boolean pointedAt = owner >= 0 && (owner == moment.selected() || owner == moment.hovered());
        return eviction == EventTrack.NONE || pointedAt
                ? colour
                : ClassPalette.mix(
                        colour, flash, 1 - moment.progress(lane.log().events().tick(eviction)));
    }

    private int ownerColour(LaneModel lane, int owner, Moment moment) {
        if (owner == BlockPlaces.FREE) {
            return freeCell;
        }
        if (owner == BlockPlaces.SHARED) {
            return shared;
        }
        if (owner == moment.selected()) {
            return pointedOut;
        }
        int colour = pen.classes().shade(lane.outcomes().sloClass(owner), owner);
        return owner == moment.hovered() ? ClassPalette.mix(colour, pointedOut, HOVER_SHARE) : colour;
    }

    /** Forgets the images of a comparison that is no longer shown. */
    void forget() {
        sheets.clear();
    }
}

package dev.tokenyard.app.view.stage;

/**
 * How the KV blocks of an instance are laid out as cells in a rectangle: in order of their numbers, row by row.
 *
 * @param blocks number of blocks
 * @param columns cells in a row
 * @param rows rows
 * @param pitch pixels from column to column
 * @param rowPitch pixels from row to row; a little more than {@code pitch} where that fills the height
 * @param gap pixels between cells
 * @param blocksPerCell blocks that one cell stands for
 */
record KvGrid(int blocks, int columns, int rows, int pitch, int rowPitch, int gap, int blocksPerCell) {
    static final int LARGEST_PITCH = 10;
    private static final int SMALLEST_WITH_GAP = 4;
    private static final int SMALLEST = 3;

    /** The grid of the largest cells that fit. */
    static KvGrid of(int blocks, double width, double height) {
        int w = (int) width;
        int h = (int) height;
        for (int pitch = LARGEST_PITCH; pitch >= SMALLEST; pitch--) {
            int gap = pitch >= SMALLEST_WITH_GAP ? 1 : 0;
            int columns = (w + gap) / pitch;
            int rows = (h + gap) / pitch;
            if ((long) columns * rows >= blocks && columns > 0) {
                int needed = Math.max(1, Math.ceilDiv(blocks, columns));
                int rowPitch = Math.min(pitch + pitch / 3, (h + gap) / needed);
                return new KvGrid(blocks, columns, needed, pitch, rowPitch, gap, 1);
            }
        }
        KvGrid apart = folded(blocks, w, h, SMALLEST_WITH_GAP, 1);
        // Where even that mixes many blocks in a cell, cells without gaps mix fewer.
        return apart.blocksPerCell <= 2 ? apart : folded(blocks, w, h, 2, 0);
    }

    private static KvGrid folded(int blocks, int width, int height, int pitch, int gap) {
        int columns = Math.max(1, (width + gap) / pitch);
        int rows = Math.max(1, (height + gap) / pitch);
        int perCell = Math.max(1, Math.ceilDiv(blocks, columns * rows));
        int needed = Math.max(1, Math.ceilDiv(Math.ceilDiv(blocks, perCell), columns));
        return new KvGrid(blocks, columns, needed, pitch, pitch, gap, perCell);
    }

    /** How many cells there are. */
    int cells() {
        return Math.ceilDiv(blocks, blocksPerCell);
    }

    int cellX(int cell) {
        return cell % columns * pitch;
    }

    int cellY(int cell) {
        return cell / columns * rowPitch;
    }

    int pixelWidth() {
        return columns * pitch - gap;
    }

    int pixelHeight() {
        return Math.max(1, rows * rowPitch - gap);
    }

    /** The first block of the cell at a point relative to the grid's corner, -1 if there is none. */
    int blockAt(double x, double y) {
        if (x < 0 || y < 0 || x >= columns * pitch || y >= rows * rowPitch) {
            return -1;
        }
        int block = ((int) y / rowPitch * columns + (int) x / pitch) * blocksPerCell;
        return block < blocks ? block : -1;
    }
}

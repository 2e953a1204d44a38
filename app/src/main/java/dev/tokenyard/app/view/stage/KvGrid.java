package dev.tokenyard.app.view.stage;

/**
 * How the KV blocks of an instance are laid out as cells in a rectangle: in order of their numbers, row by row.
 *
 * @param blocks number of blocks
 * @param columns cells in a row
 * @param rows rows
 * @param pitch pixels from cell to cell
 * @param gap pixels between cells
 * @param blocksPerCell blocks that one cell stands for
 */
record KvGrid(int blocks, int columns, int rows, int pitch, int gap, int blocksPerCell) {
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
                return new KvGrid(blocks, columns, Math.ceilDiv(blocks, columns), pitch, gap, 1);
            }
        }
        int columns = Math.max(1, (w + 1) / SMALLEST_WITH_GAP);
        int rows = Math.max(1, (h + 1) / SMALLEST_WITH_GAP);
        int perCell = Math.max(1, Math.ceilDiv(blocks, columns * rows));
        int cells = Math.ceilDiv(blocks, perCell);
        return new KvGrid(blocks, columns, Math.ceilDiv(cells, columns), SMALLEST_WITH_GAP, 1, perCell);
    }

    /** How many cells there are. */
    int cells() {
        return Math.ceilDiv(blocks, blocksPerCell);
    }

    int cellX(int cell) {
        return cell % columns * pitch;
    }

    int cellY(int cell) {
        return cell / columns * pitch;
    }

    int pixelWidth() {
        return columns * pitch - gap;
    }

    int pixelHeight() {
        return Math.max(1, rows * pitch - gap);
    }

    /** The first block of the cell at a point relative to the grid's corner, -1 if there is none. */
    int blockAt(double x, double y) {
        if (x < 0 || y < 0 || x >= columns * pitch || y >= rows * pitch) {
            return -1;
        }
        int block = ((int) y / pitch * columns + (int) x / pitch) * blocksPerCell;
        return block < blocks ? block : -1;
    }
}

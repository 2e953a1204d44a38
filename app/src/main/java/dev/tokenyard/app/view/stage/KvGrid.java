package dev.tokenyard.app.view.stage;

/**
 * How the KV blocks of an instance are laid out as cells in a rectangle: in order of their numbers, row by row. A cell is
 * never so small that it cannot be told from its neighbours; where the blocks are too many for that, a cell stands for
 * several that follow each other.
 *
 * @param blocks number of blocks
 * @param columns cells in a row
 * @param rows rows
 * @param pitch pixels from column to column
 * @param rowPitch pixels from row to row; a little more than {@code pitch} where that fills the height, less where cells
 *     are few and wide
 * @param gap pixels between cells
 * @param blocksPerCell blocks that one cell stands for
 */
record KvGrid(int blocks, int columns, int rows, int pitch, int rowPitch, int gap, int blocksPerCell) {
    static final int LARGEST_PITCH = 11;
    /** Few blocks, such as the tokens of a worker in the theory mode, may be larger, */
    private static final int LARGEST_OF_FEW = 54;

    /** at least in so many rows where there is room, */
    private static final int ROWS_OF_FEW = 2;

    /** and so much wider than high where the width is there, */
    private static final int WIDEST_OF_FEW = 2;

    /** up to this many. */
    private static final int FEW = 128;

    /** A block of its own may be this small, */
    private static final int SMALLEST = 5;
    /** but cells that stand for several are larger, since there are fewer of them and each says more. */
    private static final int SMALLEST_FOLDED = 6;

    private static final int GAP = 1;

    /** The grid of the largest cells that fit, with as few blocks in each as possible. */
    static KvGrid of(int blocks, double width, double height) {
        int w = (int) width;
        int h = (int) height;
        for (int pitch = blocks <= FEW ? LARGEST_OF_FEW : LARGEST_PITCH; pitch >= SMALLEST; pitch--) {
            if (capacity(w, h, pitch) >= blocks) {
                return cells(blocks, w, h, pitch, 1);
            }
        }
        int perCell = (int) Math.ceilDiv((long) blocks, Math.max(1, capacity(w, h, SMALLEST_FOLDED)));
        int pitch = SMALLEST_FOLDED;
        while (pitch < LARGEST_PITCH && capacity(w, h, pitch + 1) >= Math.ceilDiv(blocks, perCell)) {
            pitch++;
        }
        return cells(blocks, w, h, pitch, perCell);
    }

    private static long capacity(int width, int height, int pitch) {
        return (long) ((width + GAP) / pitch) * ((height + GAP) / pitch);
    }

    private static KvGrid cells(int blocks, int width, int height, int pitch, int perCell) {
        int columns = Math.max(1, (width + GAP) / pitch);
        int rows = Math.max(1, Math.ceilDiv(Math.ceilDiv(blocks, perCell), columns));
        if (blocks <= FEW) {
            // One long row would leave the height empty.
            rows = Math.max(rows, Math.clamp((height + GAP) / pitch, 1, Math.min(ROWS_OF_FEW, blocks)));
            // Rows of like length, so that the last is not left with a cell or two.
            columns = Math.max(1, Math.ceilDiv(blocks, rows));
        }
        int rowPitch = Math.max(pitch, Math.min(pitch + pitch / 3, (height + GAP) / rows));
        int columnPitch =
                blocks <= FEW ? Math.max(pitch, Math.min(WIDEST_OF_FEW * rowPitch, (width + GAP) / columns)) : pitch;
        return new KvGrid(blocks, columns, rows, columnPitch, rowPitch, GAP, perCell);
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

    /** The first block of a cell. */
    int firstBlock(int cell) {
        return cell * blocksPerCell;
    }

    /** The block after the last one of a cell. */
    int endBlock(int cell) {
        return Math.min(blocks, (cell + 1) * blocksPerCell);
    }

    /** The cell at a point relative to the grid's corner, -1 if there is none. */
    int cellAt(double x, double y) {
        if (x < 0 || y < 0 || x >= columns * pitch || y >= rows * rowPitch) {
            return -1;
        }
        int cell = (int) y / rowPitch * columns + (int) x / pitch;
        return cell < cells() ? cell : -1;
    }
}

package dev.tokenyard.app.view.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the rows of virtual queues are: below one another, and in columns where all have a place in no other way. Where they
 * have none even so, those with groups come first and the last place tells of the others.
 *
 * @param rows where the rows are
 * @param change the line that tells of the plan; empty where the rows need the room
 * @param shown the queues that have a row, by number
 * @param deep rows in a column
 * @param columns columns from left to right
 * @param height height of a row with the gap below it, in pixels
 */
record VirtualQueueLayout(Box rows, Box change, List<Integer> shown, int deep, int columns, double height) {
    /** A number needs so much. */
    static final double LOWEST_ROW = 15;

    /** Below this height rows have no room to spare for a line below them. */
    static final double COMFORTABLE_ROW = 17;

    static final double CHANGE_LINE = 15;

    /** A number of GPUs, a pack and how many follow. */
    static final double NARROWEST_COLUMN = 94;

    private static final double HIGHEST_ROW = 44;
    private static final double ROW_GAP = 2.5;
    private static final double COLUMN_GAP = 12;
    /** So many rows are worth more than the line below them. */
    private static final int ROWS_BEFORE_CHANGE = 4;

    VirtualQueueLayout {
        shown = List.copyOf(shown);
    }

    /**
     * Lays them out.
     *
     * @param groups by queue how many groups wait in it
     */
    static VirtualQueueLayout of(Box area, List<Integer> groups) {
        int queues = groups.size();
        int most = Math.max(1, (int) ((area.w() + COLUMN_GAP) / (NARROWEST_COLUMN + COLUMN_GAP)));
        Box above = area.aboveBottom(CHANGE_LINE);
        boolean told = deep(above, COMFORTABLE_ROW) * most >= queues
                ? above.h() >= COMFORTABLE_ROW
                : deep(area) * most < queues && deep(above) >= ROWS_BEFORE_CHANGE;
        Box rows = told ? above : area;
        int columns = Math.min(most, Math.max(1, Math.ceilDiv(queues, deep(rows))));
        boolean folds = deep(rows) * columns < queues;
        int deep = folds ? deep(rows) : Math.max(1, Math.ceilDiv(queues, columns));
        return new VirtualQueueLayout(
                rows,
                told ? area.bottom(CHANGE_LINE) : Box.NOTHING,
                folds ? chosen(groups, deep * columns - 1) : all(queues),
                deep,
                columns,
                Math.min(HIGHEST_ROW, rows.h() / deep));
    }

    private static int deep(Box rows) {
        return deep(rows, LOWEST_ROW);
    }

    private static int deep(Box rows, double row) {
        return Math.max(1, (int) (rows.h() / row));
    }

    private static List<Integer> all(int queues) {
        return IntStream.range(0, queues).boxed().toList();
    }

    /** The first queues that have groups, then others as far as there is room; by number. */
    private static List<Integer> chosen(List<Integer> groups, int room) {
        List<Integer> order = new ArrayList<>(all(groups.size()));
        order.sort((one, other) -> Boolean.compare(groups.get(one) == 0, groups.get(other) == 0));
        return order.stream().limit(room).sorted().toList();
    }

    /** A place, counted down each column; that after the last queue shown is for those that are folded. */
    Box place(int k) {
        double width = (rows.w() - COLUMN_GAP * (columns - 1)) / columns;
        double x = rows.x() + Math.floorDiv(k, deep) * (width + COLUMN_GAP);
        return new Box(x, rows.y() + k % deep * height, width, height - ROW_GAP);
    }
}

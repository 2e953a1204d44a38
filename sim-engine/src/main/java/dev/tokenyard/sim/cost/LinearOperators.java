package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.cost.StepTimeGrid.Point;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measured time of all operators but attention, by the tokens of the step. Between two measured numbers of tokens, it is
 * that of the next multiple of {@value #TILE_TOKENS}: matrix kernels pad to whole tiles, and the measurements show it (65
 * tokens take as long as 72, 129 as long as 136).
 */
final class LinearOperators {
    private static final int TILE_TOKENS = 8;

    private final long[] ticksByTokens;
    private final long ticksPerFurtherToken;

    /**
     * Tabulates measured times. Where they are to be monotone, those of pure steps come first, because engines run with the
     * batches and chunks that were measured there; those of mixed steps are kept between their neighbours.
     *
     * @param pure points of steps that only decode or only prefill
     * @param mixed points of mixed steps, which fill in between; may be empty
     * @param shape points of single operators, which say how the time runs between neighbours; may be empty
     * @param monotone whether to let times never fall with the tokens
     */
    LinearOperators(List<Point> pure, List<Point> mixed, List<Point> shape, boolean monotone) {
        GridAxes axes = GridAxes.of(pure);
        if (monotone) {
            axes.makeMonotone();
        }
        if (!mixed.isEmpty()) {
            axes = merged(axes, GridAxes.of(mixed), monotone);
        }
        if (!shape.isEmpty()) {
            axes = merged(axes, scaled(GridAxes.of(shape), axes), monotone);
        }
        int[] tokens = axes.sizes;
        double[] milliseconds = column(axes);
        int most = axes.largestSize();
        ticksByTokens = new long[most + 1];
        int next = 0;
        for (int t = 1; t <= most; t++) {
            while (tokens[next] < t) {
                next++;
            }
            // Fewer tokens than ever measured take as long as the fewest.
            int padded = Math.min(tokens[next], Math.ceilDiv(t, TILE_TOKENS) * TILE_TOKENS);
            double at = Math.max(padded, tokens[0]);
            ticksByTokens[t] = Math.round(GridAxes.line(tokens, milliseconds, at) * Ticks.PER_MILLISECOND);
        }
        int before = tokens.length == 1 ? most : tokens[tokens.length - 2];
        ticksPerFurtherToken =
                before == most ? 0 : Math.max(0, (ticksByTokens[most] - ticksByTokens[before]) / (most - before));
    }

    private static GridAxes merged(GridAxes first, GridAxes second, boolean monotone) {
        double[] firstColumn = column(first);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < firstColumn.length; i++) {
            points.add(new Point(first.sizes[i], 0, firstColumn[i]));
        }
        double[] secondColumn = column(second);
        for (int i = 0; i < secondColumn.length; i++) {
            int place = Arrays.binarySearch(first.sizes, second.sizes[i]);
            if (place < 0) {
                int after = -place - 1;
                double least = monotone && after > 0 ? firstColumn[after - 1] : 0;
                double most = monotone && after < firstColumn.length ? firstColumn[after] : Double.MAX_VALUE;
                points.add(new Point(second.sizes[i], 0, Math.clamp(secondColumn[i], least, most)));
            }
        }
        GridAxes all = GridAxes.of(points);
        if (monotone) {
            all.makeMonotone();
        }
        return all;
    }

    /**
     * The part of a shape that lies between measured points, stretched to go through them. Matrix kernels take time in
     * waves of tiles, so between two round numbers of tokens it runs above the straight line.
     */
    private static GridAxes scaled(GridAxes shape, GridAxes measured) {
        double[] shapeColumn = column(shape);
        double[] factors = column(measured);
        for (int i = 0; i < factors.length; i++) {
            factors[i] /= GridAxes.line(shape.sizes, shapeColumn, measured.sizes[i]);
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < shapeColumn.length; i++) {
            int tokens = shape.sizes[i];
            if (tokens >= measured.sizes[0] && tokens <= measured.largestSize()) {
                points.add(new Point(tokens, 0, shapeColumn[i] * GridAxes.line(measured.sizes, factors, tokens)));
            }
        }
        return points.isEmpty() ? measured : GridAxes.of(points);
    }

    private static double[] column(GridAxes axes) {
        return Arrays.stream(axes.milliseconds).mapToDouble(row -> row[0]).toArray();
    }

    int mostTokens() {
        return ticksByTokens.length - 1;
    }

    /** Time of a step of so many tokens, at least one. */
    long ticks(long tokens) {
        int most = mostTokens();
        return tokens <= most
                ? ticksByTokens[(int) tokens]
                : Math.addExact(ticksByTokens[most], Math.multiplyExact(ticksPerFurtherToken, tokens - most));
    }
}

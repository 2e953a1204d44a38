package dev.tokenyard.sim.workload.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Mixtures of normal distributions of the logarithms of lengths, fitted by expectation and maximisation (Dempster, Laird and Rubin
 * 1977); how many there are is decided by the Bayesian information criterion.
 */
final class LogNormalMixture {
    private static final int MOST_COMPONENTS = 8;
    private static final int ITERATIONS = 300;
    private static final double CONVERGED = 1e-7;
    private static final double LEAST_DEVIATION = 0.004;
    /** Lengths are summed up to so many before they are fitted. */
    private static final int MOST_POINTS = 1_000;

    private static final int MOST_EQUAL_PARTS = 4;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private LogNormalMixture() {}

    /**
     * One kind of lengths.
     *
     * @param weight its share of the requests
     * @param mean mean of the logarithm
     * @param deviation standard deviation of the logarithm, at least 0.004
     */
    record Component(double weight, double mean, double deviation) {}

    private record Points(double[] logs, double[] weights, double sum) {}

    /**
     * Fits a mixture.
     *
     * @param counts how often each length comes; at least one
     */
    static List<Component> fit(SortedMap<Integer, Double> counts) {
        Points points = points(counts);
        List<Component> best = List.of();
        double least = Double.POSITIVE_INFINITY;
        for (int components = 1; components <= Math.min(MOST_COMPONENTS, points.logs.length); components++) {
            List<List<Component>> starts = new ArrayList<>();
            if (components <= MOST_EQUAL_PARTS) {
                starts.add(start(points, components));
            }
            if (components == best.size() + 1 && !best.isEmpty()) {
                starts.add(withMissing(best, points));
            }
            for (List<Component> mixture : starts) {
                double likelihood = improve(mixture, points);
                double criterion = (3 * components - 1) * Math.log(points.sum) - 2 * likelihood;
                if (criterion < least) {
                    least = criterion;
                    best = mixture;
                }
            }
        }
        best = new ArrayList<>(best);
        best.sort(Comparator.comparingDouble(Component::mean));
        return best;
    }

    private static Points points(SortedMap<Integer, Double> counts) {
        double all = counts.values().stream().mapToDouble(count -> count).sum();
        double most = counts.size() <= MOST_POINTS ? 0 : all / MOST_POINTS;
        List<double[]> points = new ArrayList<>();
        double weight = 0;
        double sum = 0;
        for (Map.Entry<Integer, Double> count : counts.entrySet()) {
            weight += count.getValue();
            sum += count.getValue() * Math.log(count.getKey());
            if (weight >= most) {
                points.add(new double[] {sum / weight, weight});
                weight = 0;
                sum = 0;
            }
        }
        if (weight > 0) {
            points.add(new double[] {sum / weight, weight});
        }
        return new Points(
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray(),
                all);
    }

    /**
     * A mixture with one component more: where most points lie that it does not account for, such as a plateau below a limit,
     * which equal parts of the lengths would not find.
     */
    private static List<Component> withMissing(List<Component> mixture, Points points) {
        int n = points.logs.length;
        double[] excess = new double[n + 1];
        double passed = 0;
        for (int i = 0; i < n; i++) {
            passed += points.weights[i] / points.sum;
            double edge = i + 1 < n ? (points.logs[i] + points.logs[i + 1]) / 2 : Double.POSITIVE_INFINITY;
            excess[i + 1] = passed - cumulative(mixture, edge);
        }
        // The stretch over which the excess rises most.
        int from = 0;
        int bestFrom = 0;
        int bestTo = 1;
        for (int i = 1; i <= n; i++) {
            if (excess[i] - excess[from] > excess[bestTo] - excess[bestFrom]) {
                bestFrom = from;
                bestTo = i;
            }
            if (excess[i] < excess[from]) {
                from = i;
            }
        }
        double share = Math.clamp(excess[bestTo] - excess[bestFrom], 1e-4, 0.5);
        Component missing = moments(points, Math.min(bestFrom, n - 1), Math.max(bestTo, Math.min(bestFrom, n - 1) + 1));
        List<Component> more = new ArrayList<>();
        mixture.forEach(part -> more.add(new Component(part.weight * (1 - share), part.mean, part.deviation)));
        more.add(new Component(share, missing.mean, missing.deviation));
        return more;
    }

    private static double cumulative(List<Component> mixture, double x) {
        double sum = 0;
        for (Component part : mixture) {
            sum += x == Double.POSITIVE_INFINITY
                    ? part.weight
                    : part.weight * NORMAL.cumulativeProbability((x - part.mean) / part.deviation);
        }
        return sum;
    }

    /** Equal parts of the sorted lengths. */
    private static List<Component> start(Points points, int components) {
        List<Component> mixture = new ArrayList<>();
        int from = 0;
        double passed = 0;
        for (int c = 0; c < components; c++) {
            double until = points.sum * (c + 1) / components;
            int to = from;
            while (to < points.logs.length && (passed < until || to == from)) {
                passed += points.weights[to++];
            }
            if (c == components - 1) {
                to = points.logs.length;
            }
            mixture.add(moments(points, from, Math.max(to, from + 1)));
            from = Math.min(to, points.logs.length - 1);
        }
        return mixture;
    }

    private static Component moments(Points points, int from, int to) {
        double weight = 0;
        double sum = 0;
        for (int i = from; i < to; i++) {
            weight += points.weights[i];
            sum += points.weights[i] * points.logs[i];
        }
        double mean = sum / weight;
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += points.weights[i] * (points.logs[i] - mean) * (points.logs[i] - mean);
        }
        return new Component(weight / points.sum, mean, Math.max(LEAST_DEVIATION, Math.sqrt(squares / weight)));
    }

    /** Improves a mixture in place and gives the logarithm of its likelihood. */
    private static double improve(List<Component> mixture, Points points) {
        double before = Double.NEGATIVE_INFINITY;
        double[] share = new double[mixture.size()];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] weight = new double[share.length];
            double[] sum = new double[share.length];
            double[] squares = new double[share.length];
            double likelihood = 0;
            for (int i = 0; i < points.logs.length; i++) {
                double x = points.logs[i];
                double all = 0;
                for (int c = 0; c < share.length; c++) {
                    share[c] = density(mixture.get(c), x);
                    all += share[c];
                }
                likelihood += points.weights[i] * Math.log(Math.max(all, Double.MIN_NORMAL));
                for (int c = 0; c < share.length && all > 0; c++) {
                    double part = points.weights[i] * share[c] / all;
                    weight[c] += part;
                    sum[c] += part * x;
                    squares[c] += part * x * x;
                }
            }
            for (int c = 0; c < share.length; c++) {
                if (weight[c] > 0) {
                    double mean = sum[c] / weight[c];
                    double variance = Math.max(0, squares[c] / weight[c] - mean * mean);
                    mixture.set(
                            c,
                            new Component(
                                    weight[c] / points.sum, mean, Math.max(LEAST_DEVIATION, Math.sqrt(variance))));
                }
            }
            if (likelihood - before < CONVERGED * Math.abs(likelihood)) {
                return likelihood;
            }
            before = likelihood;
        }
        return before;
    }

    private static double density(Component component, double x) {
        double z = (x - component.mean) / component.deviation;
        return component.weight * Math.exp(-z * z / 2) / (component.deviation * Math.sqrt(2 * Math.PI));
    }
}

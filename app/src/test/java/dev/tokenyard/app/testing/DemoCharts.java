package dev.tokenyard.app.testing;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.chart.TargetLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One chart of each kind, filled with made-up numbers that look like those of a comparison. */
public final class DemoCharts {
    private static final List<String> POLICIES = List.of("FCFS", "SJF (oracle)", "SSJF", "MC-SF", "EDF");

    private DemoCharts() {}

    /** All of them. */
    public static List<ChartSpec> all() {
        return List.of(line(), step(), cdf(), bars(), scatter(), single());
    }

    /** Attainment against rate, few points with marks, and a target. */
    public static ChartSpec line() {
        List<SeriesSpec> series = new ArrayList<>();
        for (int p = 0; p < POLICIES.size(); p++) {
            double[] rates = new double[9];
            double[] met = new double[9];
            for (int i = 0; i < rates.length; i++) {
                rates[i] = 0.5 + 0.5 * i;
                met[i] = 100 / (1 + Math.exp((rates[i] - 2.2 - 0.35 * p) * 2.1));
            }
            series.add(SeriesSpec.of(POLICIES.get(p), p, rates, met));
        }
        return ChartSpec.of(
                        "attainment",
                        "SLO attainment against arrival rate",
                        ChartKind.LINE,
                        AxisSpec.linear("arrival rate", "requests/s"),
                        AxisSpec.linear("SLO attainment", "%"),
                        series)
                .withTargets(List.of(new TargetLine("goal 90 %", false, 90)));
    }

    /** Queue length over time with many points. */
    public static ChartSpec step() {
        List<SeriesSpec> series = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            Random random = new Random(p);
            double[] time = new double[9_000];
            double[] queue = new double[time.length];
            double length = 0;
            for (int i = 0; i < time.length; i++) {
                time[i] = i / 15.0;
                length = Math.max(0, length + random.nextInt(3) - 1 + (i < 3_000 ? 0.03 : -0.012 * (p + 0.4)));
                queue[i] = Math.floor(length);
            }
            series.add(SeriesSpec.of(POLICIES.get(p), p, time, queue));
        }
        return ChartSpec.of(
                "queue",
                "Queue length",
                ChartKind.STEP,
                AxisSpec.linear("time", "s"),
                AxisSpec.linear("waiting", "requests"),
                series);
    }

    /** Distribution of TTFT on a logarithmic axis with an objective. */
    public static ChartSpec cdf() {
        List<SeriesSpec> series = new ArrayList<>();
        for (int p = 0; p < POLICIES.size(); p++) {
            Random random = new Random(40 + p);
            double[] samples = new double[14_000];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = Math.exp(random.nextGaussian() * (1.1 + 0.15 * p) - 0.5 * p);
            }
            series.add(SeriesSpec.distribution(POLICIES.get(p), p, samples));
        }
        return ChartSpec.of(
                        "ttft-cdf",
                        "Time to first token",
                        ChartKind.CDF,
                        AxisSpec.logarithmic("TTFT", "s"),
                        AxisSpec.linear("share of requests at or below", "%"),
                        series)
                .withTargets(List.of(new TargetLine("objective 2 s", true, 2)));
    }

    /** Attainment per class. */
    public static ChartSpec bars() {
        double[][] met = {{61.2, 74.9, 98}, {87.4, 90.25, 71}, {85.7, 92, 88.8}};
        List<SeriesSpec> series = new ArrayList<>();
        for (int p = 0; p < met.length; p++) {
            series.add(SeriesSpec.of(POLICIES.get(p), p, new double[] {0, 1, 2}, met[p]));
        }
        return ChartSpec.of(
                "per-class",
                "SLO attainment per class",
                ChartKind.BARS,
                AxisSpec.categories("", List.of("Interactive", "Batch-1", "Batch-2")),
                AxisSpec.linear("SLO attainment", "%"),
                series);
    }

    /** Latency against throughput, one mark a policy. */
    public static ChartSpec scatter() {
        double[] throughput = {1_820, 2_410, 2_300, 2_520, 1_990};
        double[] latency = {8.98, 0.21, 0.27, 0.44, 3.1};
        List<SeriesSpec> series = new ArrayList<>();
        for (int p = 0; p < POLICIES.size(); p++) {
            series.add(SeriesSpec.of(POLICIES.get(p), p, new double[] {throughput[p]}, new double[] {latency[p]}));
        }
        return ChartSpec.of(
                "latency-throughput",
                "TTFT against throughput",
                ChartKind.SCATTER,
                AxisSpec.linear("throughput", "tokens/s"),
                AxisSpec.logarithmic("median TTFT", "s"),
                series);
    }

    /** One series, which needs no legend. */
    public static ChartSpec single() {
        double[] x = new double[200];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
            y[i] = i > 80 && i < 95 ? Double.NaN : 30_000 * Math.abs(Math.sin(i / 30.0)) + 1_500;
        }
        return ChartSpec.of(
                "kv",
                "KV cache in use",
                ChartKind.LINE,
                AxisSpec.linear("time", "s"),
                AxisSpec.linear("KV cache", "tokens"),
                List.of(SeriesSpec.of("FCFS", 0, x, y)));
    }
}

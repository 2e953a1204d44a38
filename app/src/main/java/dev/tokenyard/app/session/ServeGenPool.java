package dev.tokenyard.app.session;

import dev.tokenyard.sim.workload.ArrivalProcess;
import dev.tokenyard.sim.workload.Clients;
import dev.tokenyard.sim.workload.Lengths;
import dev.tokenyard.sim.workload.RequestStream;
import dev.tokenyard.sim.workload.WindowedArrivals;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client pools of ServeGen (Xiang et al., arXiv 2505.09999): not requests, but for each client of a production model how its
 * requests arrive in every ten minutes and how long they are in every six hours. A folder holds {@code chunk-N-trace.csv} and
 * {@code chunk-N-dataset.json} for each client N.
 *
 * <p>A row of the first is a window: start in s, rate in requests/s, CV of the gaps, their family (Gamma, Weibull or nothing), shape
 * and scale. Gaps have the family and the CV; shape and scale are passed over, as their product need not be the mean gap. The
 * second gives counts of prompt and output lengths, which are drawn independently of each other.
 */
final class ServeGenPool {
    private static final Pattern TRACE_NAME = Pattern.compile("chunk-(\\d+)-trace\\.csv");
    private static final Pattern FILE_NAME = Pattern.compile("chunk-\\d+-(trace\\.csv|dataset\\.json)");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double LEAST_RATE = 1e-6;
    private static final double LEAST_CV = 0.05;
    private static final double MOST_CV = 20;
    private static final int MOST_TOKENS = 10_000_000;

    private ServeGenPool() {}

    /** The files of a pool, as far as it can be read. */
    static List<Path> filesOf(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            FILE_NAME.matcher(file.getFileName().toString()).matches())
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /**
     * A stream for each client that asks anything.
     *
     * @param folder the pool
     * @param fromSeconds where in the recording the trace begins
     * @param lengthSeconds how long it is, for the mean rates; infinite for all that was recorded
     * @throws ScenarioException if a file is missing or has something impossible in it; the message is for the user
     */
    static List<RequestStream> streams(Path folder, double fromSeconds, double lengthSeconds) throws ScenarioException {
        Map<Integer, Path> traces = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                Matcher name = TRACE_NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    traces.put(Integer.parseInt(name.group(1)), file);
                }
            }
        } catch (IOException | NumberFormatException unreadable) {
            throw new ScenarioException(
                    folder + " cannot be read as a pool of ServeGen's clients; choose a folder with chunk-N-trace.csv"
                            + " and chunk-N-dataset.json.",
                    unreadable);
        }
        if (traces.isEmpty()) {
            throw new ScenarioException(
                    folder + " has no file chunk-N-trace.csv; choose the folder of one of ServeGen's"
                            + " models, such as reason/deepseek-r1.");
        }
        List<RequestStream> streams = new ArrayList<>();
        for (Map.Entry<Integer, Path> client : traces.entrySet()) {
            RequestStream stream = stream(folder, client.getKey(), client.getValue(), fromSeconds, lengthSeconds);
            if (stream != null) {
                streams.add(stream);
            }
        }
        if (streams.isEmpty()) {
            throw new ScenarioException(
                    "No client of " + folder + " asks anything from " + fromSeconds + " s on; choose another time.");
        }
        return streams;
    }

    private static @Nullable RequestStream stream(
            Path folder, int client, Path trace, double fromSeconds, double lengthSeconds) throws ScenarioException {
        WindowedArrivals arrivals = arrivals(trace, fromSeconds, lengthSeconds);
        Path dataset = folder.resolve("chunk-" + client + "-dataset.json");
        Lengths prompts = lengths(dataset, "input_tokens", fromSeconds);
        Lengths outputs = lengths(dataset, "output_tokens", fromSeconds);
        if (arrivals == null || prompts == null || outputs == null) {
            return null;
        }
        return new RequestStream("", "", arrivals, prompts, outputs, 0, new Clients("client-" + client, 1, 0), null);
    }

    /** The arrivals of a client; null if there are none in the time asked for. */
    private static @Nullable WindowedArrivals arrivals(Path trace, double fromSeconds, double lengthSeconds)
            throws ScenarioException {
        List<WindowedArrivals.Window> windows = new ArrayList<>();
        double step = 600;
        double before = Double.NaN;
        int number = 0;
        for (String line : lines(trace)) {
            number++;
            String[] fields = line.split(",", -1);
            if (line.isBlank()) {
                continue;
            }
            if (fields.length != 6) {
                throw wrong(trace, number, line, "six fields: start, rate, CV, family, shape, scale");
            }
            double start = number(trace, number, fields[0]);
            step = Double.isNaN(before) ? step : start - before;
            before = start;
            if (start + step <= fromSeconds || start >= fromSeconds + lengthSeconds) {
                continue;
            }
            double from = Math.max(0, start - fromSeconds);
            double rate = number(trace, number, fields[1]);
            double cv = Math.max(LEAST_CV, Math.min(MOST_CV, number(trace, number, fields[2])));
            windows.add(new WindowedArrivals.Window(
                    windows.isEmpty() ? 0 : from,
                    rate < LEAST_RATE
                            ? null
                            : switch (fields[3]) {
                                case "Gamma" -> new ArrivalProcess.Gamma(rate, cv);
                                case "Weibull" -> new ArrivalProcess.Weibull(rate, cv);
                                case "" -> new ArrivalProcess.Poisson(rate);
                                default -> throw wrong(trace, number, fields[3], "Gamma, Weibull or nothing");
                            }));
        }
        boolean silent = windows.stream().allMatch(window -> window.arrivals() == null);
        return silent ? null : new WindowedArrivals(windows, Math.min(before + step - fromSeconds, lengthSeconds));
    }

    /** The lengths of a client; null if it has none. */
    private static @Nullable Lengths lengths(Path dataset, String field, double fromSeconds) throws ScenarioException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readString(dataset));
        } catch (IOException | JacksonException unreadable) {
            throw new ScenarioException(
                    dataset + " cannot be read as JSON; a pool needs it for the lengths of its client.", unreadable);
        }
        TreeMap<Double, Lengths> byStart = new TreeMap<>();
        for (Map.Entry<String, JsonNode> period : root.properties()) {
            double start = number(dataset, 0, period.getKey());
            JsonNode counts = period.getValue().path(field);
            if (!counts.isString()) {
                throw new ScenarioException(dataset + " has no text " + field + " in the period " + period.getKey()
                        + "; a pool needs it for the lengths of its client.");
            }
            List<Lengths.Histogram.Bin> bins = bins(dataset, field, counts.stringValue());
            if (!bins.isEmpty()) {
                byStart.put(start, new Lengths.Histogram(bins));
            }
        }
        if (byStart.isEmpty()) {
            return null;
        }
        // What held before the beginning goes on until the next period.
        Double first = byStart.floorKey(fromSeconds);
        List<Lengths.Periods.Period> periods = new ArrayList<>();
        byStart.tailMap(first == null ? byStart.firstKey() : first)
                .forEach((start, counted) ->
                        periods.add(new Lengths.Periods.Period(periods.isEmpty() ? 0 : start - fromSeconds, counted)));
        return new Lengths.Periods(periods);
    }

    /** Reads {@code {45: 0.0096, 46: 0.0117}}, a dictionary as Python prints it. */
    private static List<Lengths.Histogram.Bin> bins(Path dataset, String field, String dictionary)
            throws ScenarioException {
        String inside = dictionary.strip();
        if (!inside.startsWith("{") || !inside.endsWith("}")) {
            throw wrong(dataset, 0, dictionary, "a dictionary such as {45: 0.01} in " + field);
        }
        TreeMap<Integer, Double> weights = new TreeMap<>();
        for (String entry : inside.substring(1, inside.length() - 1).split(",")) {
            if (entry.isBlank()) {
                continue;
            }
            int colon = entry.indexOf(':');
            double tokens = colon < 0 ? Double.NaN : number(dataset, 0, entry.substring(0, colon));
            if (!(tokens >= 0 && tokens <= MOST_TOKENS)) {
                throw wrong(dataset, 0, entry, "0 to 10,000,000 tokens and their share in " + field);
            }
            double weight = number(dataset, 0, entry.substring(colon + 1));
            if (weight > 0) {
                // A request without a token has at least the one that ends it.
                weights.merge(Math.max(1, (int) tokens), weight, Double::sum);
            }
        }
        List<Lengths.Histogram.Bin> bins = new ArrayList<>();
        weights.forEach((tokens, weight) -> bins.add(new Lengths.Histogram.Bin(tokens, weight)));
        return bins;
    }

    private static List<String> lines(Path file) throws ScenarioException {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException notText) {
            throw new ScenarioException(file + " is not a text file; choose a pool as it was published.", notText);
        } catch (IOException unreadable) {
            throw new ScenarioException(file + " cannot be read; check its permissions.", unreadable);
        }
    }

    private static double number(Path file, int line, String text) throws ScenarioException {
        try {
            double number = Double.parseDouble(text.strip());
            if (Double.isFinite(number) && number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(file, line, text, "a number, 0 or more");
        }
        throw wrong(file, line, text, "a number, 0 or more");
    }

    private static ScenarioException wrong(Path file, int line, String value, String expected) {
        String shown = value.length() > 60 ? value.substring(0, 60) + "..." : value;
        return new ScenarioException(
                file + (line > 0 ? ", line " + line : "") + ", has \"" + shown + "\"; expected " + expected + ".");
    }
}

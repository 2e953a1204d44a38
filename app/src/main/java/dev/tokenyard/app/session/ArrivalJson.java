package dev.tokenyard.app.session;

import dev.tokenyard.sim.trace.TraceReader;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.workload.ArrivalProcess;
import dev.tokenyard.sim.workload.Diurnal;
import dev.tokenyard.sim.workload.MarkovModulated;
import dev.tokenyard.sim.workload.ReplayedArrivals;
import dev.tokenyard.sim.workload.WindowedArrivals;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Arrival processes in workload recipes: an object whose field {@code process} names the kind. */
final class ArrivalJson {
    /** The field of replayed arrivals that names their trace. */
    static final String TRACE = "trace";

    private static final String PROCESS = "process";
    private static final String RATE = "rate_per_s";
    private static final String CV = "cv";
    private static final String MIXED = "mixed-gaps";
    private static final String PHASES = "phases";
    private static final String STATES = "states";
    private static final String GAPS = "gaps";
    private static final String WINDOWS = "windows";
    private static final String BASE = "base";
    private static final String FROM = "from_s";
    private static final String ARRIVALS = "arrivals";

    private ArrivalJson() {}

    /**
     * Reads a process.
     *
     * @param folder where relative paths of replayed traces start, null for the working directory
     */
    static ArrivalProcess read(JsonFields arrivals, @Nullable Path folder) throws ScenarioException {
        String process = arrivals.text(PROCESS);
        return switch (process) {
            case "poisson", "gamma", "weibull", "hyperexponential", MIXED -> renewal(process, arrivals);
            case "on-off" -> {
                arrivals.allowOnly(Set.of(PROCESS, "mean_on_s", "mean_off_s", "rate_while_on_per_s"));
                yield new ArrivalProcess.OnOff(
                        arrivals.number("mean_on_s"),
                        arrivals.number("mean_off_s"),
                        arrivals.number("rate_while_on_per_s"));
            }
            case "markov-modulated" -> modulated(arrivals);
            case "diurnal" -> {
                arrivals.allowOnly(Set.of(PROCESS, BASE, "amplitude", "period_s", "peak_s"));
                yield new Diurnal(
                        read(arrivals.object(BASE), folder),
                        arrivals.number("amplitude"),
                        arrivals.number("period_s", 86_400),
                        arrivals.number("peak_s", 0));
            }
            case WINDOWS -> windows(arrivals);
            case "replay" -> replay(arrivals, folder);
            default -> throw unknown(arrivals, process);
        };
    }

    private static ScenarioException unknown(JsonFields arrivals, String process) {
        return new ScenarioException("In the workload recipe, " + arrivals.at(PROCESS) + " is \"" + process
                + "\"; expected \"poisson\", \"gamma\", \"weibull\", \"hyperexponential\", \"mixed-gaps\", \"on-off\","
                + " \"markov-modulated\", \"diurnal\", \"windows\" or \"replay\".");
    }

    private static ArrivalProcess.Renewal renewal(String process, JsonFields arrivals) throws ScenarioException {
        if (process.equals("poisson")) {
            arrivals.allowOnly(Set.of(PROCESS, RATE));
            return new ArrivalProcess.Poisson(arrivals.number(RATE));
        }
        if (process.equals(MIXED)) {
            arrivals.allowOnly(Set.of(PROCESS, PHASES));
            List<ArrivalProcess.MixedGaps.Phase> phases = new ArrayList<>();
            for (int i = 0; i < arrivals.list(PHASES).size(); i++) {
                JsonFields phase = arrivals.element(PHASES, i).allowOnly(Set.of("weight", "mean_s"));
                phases.add(new ArrivalProcess.MixedGaps.Phase(phase.number("weight"), phase.number("mean_s")));
            }
            return new ArrivalProcess.MixedGaps(phases);
        }
        arrivals.allowOnly(Set.of(PROCESS, RATE, CV));
        double rate = arrivals.number(RATE);
        double cv = arrivals.number(CV);
        return switch (process) {
            case "gamma" -> new ArrivalProcess.Gamma(rate, cv);
            case "weibull" -> new ArrivalProcess.Weibull(rate, cv);
            case "hyperexponential" -> new ArrivalProcess.HyperExponential(rate, cv);
            default ->
                throw new ScenarioException("In the workload recipe, " + arrivals.at(PROCESS) + " is \"" + process
                        + "\", which no window and no states may have; expected \"poisson\", \"gamma\", \"weibull\","
                        + " \"hyperexponential\" or \"mixed-gaps\".");
        };
    }

    private static MarkovModulated modulated(JsonFields arrivals) throws ScenarioException {
        arrivals.allowOnly(Set.of(PROCESS, STATES, GAPS));
        List<MarkovModulated.State> states = new ArrayList<>();
        for (int i = 0; i < arrivals.list(STATES).size(); i++) {
            JsonFields state = arrivals.element(STATES, i).allowOnly(Set.of(RATE, "mean_s"));
            states.add(new MarkovModulated.State(state.number(RATE), state.number("mean_s")));
        }
        if (!arrivals.has(GAPS)) {
            return new MarkovModulated(states);
        }
        JsonFields gaps = arrivals.object(GAPS);
        return new MarkovModulated(states, renewal(gaps.text(PROCESS), gaps));
    }

    private static WindowedArrivals windows(JsonFields arrivals) throws ScenarioException {
        arrivals.allowOnly(Set.of(PROCESS, WINDOWS, "end_s"));
        List<WindowedArrivals.Window> windows = new ArrayList<>();
        for (int i = 0; i < arrivals.list(WINDOWS).size(); i++) {
            JsonFields window = arrivals.element(WINDOWS, i).allowOnly(Set.of(FROM, ARRIVALS));
            JsonFields inside = window.has(ARRIVALS) ? window.object(ARRIVALS) : null;
            windows.add(new WindowedArrivals.Window(
                    window.number(FROM), inside == null ? null : renewal(inside.text(PROCESS), inside)));
        }
        return new WindowedArrivals(windows, arrivals.number("end_s"));
    }

    private static ReplayedArrivals replay(JsonFields arrivals, @Nullable Path folder) throws ScenarioException {
        arrivals.allowOnly(Set.of(PROCESS, TRACE, "factor"));
        String trace = arrivals.text(TRACE);
        try {
            Path file = folder == null ? Path.of(trace) : folder.resolve(trace);
            return ReplayedArrivals.of(TraceReader.read(file).trace(), trace, arrivals.number("factor", 1));
        } catch (TraceFormatException unreadable) {
            throw new ScenarioException(
                    "In the workload recipe, " + arrivals.at(TRACE) + ": " + unreadable.getMessage(), unreadable);
        } catch (InvalidPathException notAPath) {
            throw new ScenarioException(
                    "In the workload recipe, " + arrivals.at(TRACE) + " is \"" + trace
                            + "\", which is no path on this system; name an existing trace file.",
                    notAPath);
        }
    }

    static ObjectNode write(ArrivalProcess arrivals) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (arrivals instanceof ArrivalProcess.OnOff bursts) {
            return node.put(PROCESS, "on-off")
                    .put("mean_on_s", bursts.meanOnSeconds())
                    .put("mean_off_s", bursts.meanOffSeconds())
                    .put("rate_while_on_per_s", bursts.onRatePerSecond());
        }
        if (arrivals instanceof MarkovModulated modulated) {
            ArrayNode states = node.put(PROCESS, "markov-modulated").putArray(STATES);
            modulated
                    .states()
                    .forEach(state ->
                            states.addObject().put(RATE, state.ratePerSecond()).put("mean_s", state.meanSeconds()));
            if (!modulated.isPoisson()) {
                node.set(GAPS, write(modulated.gaps()));
            }
            return node;
        }
        if (arrivals instanceof Diurnal diurnal) {
            node.put(PROCESS, "diurnal").set(BASE, write(diurnal.base()));
            return node.put("amplitude", diurnal.amplitude())
                    .put("period_s", diurnal.periodSeconds())
                    .put("peak_s", diurnal.peakSeconds());
        }
        if (arrivals instanceof WindowedArrivals windowed) {
            ArrayNode windows = node.put(PROCESS, WINDOWS)
                    .put("end_s", windowed.endSeconds())
                    .putArray(WINDOWS);
            for (WindowedArrivals.Window window : windowed.windows()) {
                ObjectNode one = windows.addObject().put(FROM, window.fromSeconds());
                if (window.arrivals() != null) {
                    one.set(ARRIVALS, write(window.arrivals()));
                }
            }
            return node;
        }
        if (arrivals instanceof ReplayedArrivals replayed) {
            return node.put(PROCESS, "replay").put(TRACE, replayed.source()).put("factor", replayed.factor());
        }
        return writeRenewal(node, arrivals);
    }

    private static ObjectNode writeRenewal(ObjectNode node, ArrivalProcess arrivals) {
        double rate = arrivals.meanRatePerSecond();
        if (arrivals instanceof ArrivalProcess.Gamma gamma) {
            return node.put(PROCESS, "gamma").put(RATE, rate).put(CV, gamma.cv());
        }
        if (arrivals instanceof ArrivalProcess.Weibull weibull) {
            return node.put(PROCESS, "weibull").put(RATE, rate).put(CV, weibull.cv());
        }
        if (arrivals instanceof ArrivalProcess.HyperExponential mixed) {
            return node.put(PROCESS, "hyperexponential").put(RATE, rate).put(CV, mixed.cv());
        }
        if (arrivals instanceof ArrivalProcess.MixedGaps mixed) {
            ArrayNode phases = node.put(PROCESS, MIXED).putArray(PHASES);
            mixed.phases()
                    .forEach(phase ->
                            phases.addObject().put("weight", phase.weight()).put("mean_s", phase.meanSeconds()));
            return node;
        }
        return node.put(PROCESS, "poisson").put(RATE, rate);
    }
}

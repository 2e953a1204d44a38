package dev.tokenyard.sim.workload;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Arrivals whose rate goes from state to state: with Poisson arrivals a Markov-modulated Poisson process. A state lasts
 * exponentially long, and each other one is as likely to follow. It starts in its long-run balance.
 *
 * @param states at least two
 * @param gaps what the times between arrivals are like on a clock that runs as fast as the state's rate; their own rate is usually
 *     1, and multiplies that of the states
 */
public record MarkovModulated(List<State> states, ArrivalProcess.Renewal gaps) implements ArrivalProcess {
    private static final ArrivalProcess.Renewal POISSON = new ArrivalProcess.Poisson(1);

    /** Poisson arrivals in each state. */
    public MarkovModulated(List<State> states) {
        this(states, POISSON);
    }

    /**
     * A state.
     *
     * @param ratePerSecond the rate in it, 0 or 0.000001 to 1,000,000
     * @param meanSeconds how long it lasts on average, 0.001 to 1,000,000 s
     */
    public record State(double ratePerSecond, double meanSeconds) {
        /** Checks the ranges. */
        public State {
            if (ratePerSecond != 0) {
                ArrivalRanges.requireRate(ratePerSecond);
            }
            ArrivalRanges.requirePeriod("state", meanSeconds);
        }
    }

    /** Checks that something arrives. */
    public MarkovModulated {
        states = List.copyOf(states);
        if (states.size() < 2) {
            throw new IllegalArgumentException("A Markov-modulated process has " + states.size()
                    + " states; give at least two, or use Poisson arrivals.");
        }
        ArrivalRanges.requireRate(mean(states) * gaps.meanRatePerSecond());
    }

    /** Whether arrivals are Poisson in each state. */
    public boolean isPoisson() {
        return gaps.equals(POISSON);
    }

    private static double mean(List<State> states) {
        double arrivals = 0;
        double seconds = 0;
        for (State state : states) {
            arrivals += state.ratePerSecond * state.meanSeconds;
            seconds += state.meanSeconds;
        }
        return arrivals / seconds;
    }

    @Override
    public double meanRatePerSecond() {
        return mean(states) * gaps.meanRatePerSecond();
    }

    @Override
    public MarkovModulated timesRate(double factor) {
        return new MarkovModulated(
                states.stream()
                        .map(state -> new State(state.ratePerSecond * factor, state.meanSeconds))
                        .toList(),
                gaps);
    }

    @Override
    public String text() {
        return "markov-modulated("
                + states.stream()
                        .map(state -> WorkloadSpec.number(state.ratePerSecond) + "/s for "
                                + WorkloadSpec.number(state.meanSeconds) + "s")
                        .collect(Collectors.joining(", "))
                + (isPoisson() ? "" : "; gaps=" + gaps.text())
                + ")";
    }
}

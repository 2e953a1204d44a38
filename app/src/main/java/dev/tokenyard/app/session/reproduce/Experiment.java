package dev.tokenyard.app.session.reproduce;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** A published experiment that can be run again. */
public interface Experiment {
    /** A short name for the command line. */
    String id();

    /** A title for people. */
    String title();

    /** Where it was published. */
    String source();

    /** What it asks, in a sentence; empty if its title says it all. */
    default String idea() {
        return "";
    }

    /** What is run under some settings, a sentence each; empty if only its result can tell. */
    default List<String> parameters(Settings settings) {
        return List.of();
    }

    /** What a trial is, and how many the publication has, for instance {@code "20 draws of 50 jobs at each rate"}. */
    String trialsHelp();

    /** Trials that give figures which can be quoted. */
    int defaultTrials();

    /**
     * Runs it.
     *
     * @param settings how much of it
     * @param watch told of the progress, and asked whether to go on
     * @throws CancellationException if it was told to stop
     */
    ExperimentResult run(Settings settings, Watch watch);

    /**
     * How much of an experiment is run.
     *
     * @param trials how many trials, at least 1
     * @param seed the seed that all random numbers derive from
     */
    record Settings(int trials, long seed) {
        /** Checks the number of trials. */
        public Settings {
            if (trials < 1) {
                throw new IllegalArgumentException("An experiment needs at least 1 trial, not " + trials + ".");
            }
        }

        /** In words, for instance {@code 20 trials, seed 1}. */
        public String text() {
            return String.format(Locale.ROOT, "%,d %s, seed %d", trials, trials == 1 ? "trial" : "trials", seed);
        }
    }

    /**
     * Who looks on.
     *
     * @param progress gets the share that is done, 0 to 1
     * @param cancelled whether to stop; asked on any thread
     */
    record Watch(DoubleConsumer progress, BooleanSupplier cancelled) {
        /** Nobody. */
        public static final Watch NOBODY = new Watch(share -> {}, () -> false);

        /**
         * A part is done.
         *
         * @throws CancellationException if the experiment was told to stop
         */
        public void done(double share) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("The experiment was stopped.");
            }
            progress.accept(share);
        }
    }
}

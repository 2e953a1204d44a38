package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.sim.time.RandomStreams;
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
     * @param trials how many trials, 1 to {@link #MOST_TRIALS}
     * @param seed the seed that all random numbers derive from
     */
    record Settings(int trials, long seed) {
        /** More take days, and tell no more than chance does in the last digit that is shown. */
        public static final int MOST_TRIALS = 100_000;

        /** Checks the number of trials. */
        public Settings {
            if (trials < 1 || trials > MOST_TRIALS) {
                throw new IllegalArgumentException(
                        "An experiment takes " + trialsRange() + " trials, not " + trials + ".");
            }
        }

        /** How many trials there may be, in words. */
        public static String trialsRange() {
            return String.format(Locale.ROOT, "1 to %,d", MOST_TRIALS);
        }

        /**
         * The seed of a trial, which no other seed's trials share.
         *
         * @param set what is drawn: trials of the same set and number meet the same draw
         */
        public long seedOf(String set, int trial) {
            return new RandomStreams(seed).derived(set, trial);
        }

        /** In words, for instance {@code 20 trials, seed 1}. */
        public String text() {
            return trialsText() + ", seed " + seed;
        }

        /** The trials in words, for instance {@code 20 trials}. */
        public String trialsText() {
            return String.format(Locale.ROOT, "%,d %s", trials, trials == 1 ? "trial" : "trials");
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

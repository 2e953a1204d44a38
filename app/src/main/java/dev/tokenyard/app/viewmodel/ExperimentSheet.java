package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.session.reproduce.ExperimentResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * An experiment with what was typed for it and what it gave last. Fields are checked as they are typed. For the FX
 * thread.
 */
public final class ExperimentSheet {
    private static final long FIRST_SEED = 1;

    private final Experiment experiment;
    private final StringProperty trials;
    private final StringProperty seed;
    private final ReadOnlyStringWrapper trialsProblem = new ReadOnlyStringWrapper(this, "trialsProblem", "");
    private final ReadOnlyStringWrapper seedProblem = new ReadOnlyStringWrapper(this, "seedProblem", "");
    private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome = new ReadOnlyObjectWrapper<>(this, "outcome");
    private Experiment.Settings lastRight;
    private final ReadOnlyObjectWrapper<Remark> remark = new ReadOnlyObjectWrapper<>(this, "remark", Remark.NONE);

    /**
     * What a run gave.
     *
     * @param settings with which it was made
     * @param result its figures
     * @param seconds how long it took, of wall-clock time
     */
    public record Outcome(Experiment.Settings settings, ExperimentResult result, double seconds) {}

    /**
     * How the last run ended, if not well.
     *
     * @param words a sentence, empty if there is nothing to say
     * @param isProblem whether it failed rather than being cancelled
     */
    public record Remark(String words, boolean isProblem) {
        static final Remark NONE = new Remark("", false);
    }

    ExperimentSheet(Experiment experiment) {
        this.experiment = experiment;
        lastRight = new Experiment.Settings(experiment.defaultTrials(), FIRST_SEED);
        trials = new SimpleStringProperty(this, "trials", Integer.toString(experiment.defaultTrials()));
        seed = new SimpleStringProperty(this, "seed", Long.toString(FIRST_SEED));
        trials.subscribe(text -> trialsProblem.set(problemOf(() -> parseTrials(text))));
        seed.subscribe(text -> seedProblem.set(problemOf(() -> parseSeed(text))));
    }

    /** The experiment. */
    public Experiment experiment() {
        return experiment;
    }

    /** The number of trials as typed. */
    public StringProperty trialsProperty() {
        return trials;
    }

    /** The seed as typed. */
    public StringProperty seedProperty() {
        return seed;
    }

    /** What is wrong with the number of trials, a sentence; empty if nothing. */
    public ReadOnlyStringProperty trialsProblemProperty() {
        return trialsProblem.getReadOnlyProperty();
    }

    /** What is wrong with the seed, a sentence; empty if nothing. */
    public ReadOnlyStringProperty seedProblemProperty() {
        return seedProblem.getReadOnlyProperty();
    }

    /** What the last run that came to its end gave; null before the first. */
    public ReadOnlyObjectProperty<@Nullable Outcome> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /** How the last run ended, if not well. */
    public ReadOnlyObjectProperty<Remark> remarkProperty() {
        return remark.getReadOnlyProperty();
    }

    /** What would be run now; empty while a field is wrong. */
    public Optional<Experiment.Settings> settings() {
        if (!trialsProblem.get().isEmpty() || !seedProblem.get().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Experiment.Settings(parseTrials(trials.get()), parseSeed(seed.get())));
    }

    /**
     * What would be run now, a sentence each, or with the last settings that were right, which is then said first; what was
     * run last if only the result can tell.
     */
    public List<String> parameters() {
        boolean right = settings().isPresent();
        lastRight = settings().orElse(lastRight);
        List<String> told = experiment.parameters(lastRight);
        Outcome last = outcome.get();
        if (told.isEmpty() && last != null) {
            return last.result().parameters();
        }
        return right || told.isEmpty()
                ? told
                : Stream.concat(
                                Stream.of("Shown for " + lastRight.text() + ", as the fields do not say."),
                                told.stream())
                        .toList();
    }

    void begin() {
        remark.set(Remark.NONE);
    }

    void finish(Outcome made) {
        outcome.set(made);
    }

    /** Ends a run without a result; what was there before stays. */
    void end(String words, boolean isProblem) {
        remark.set(
                new Remark(words + (outcome.get() == null ? "" : " The figures of the run before stand."), isProblem));
    }

    private static int parseTrials(String text) {
        try {
            long count = FieldText.parseWhole("The number of trials", text);
            if (count >= 1 && count <= Experiment.Settings.MOST_TRIALS) {
                return (int) count;
            }
        } catch (IllegalArgumentException noNumber) {
            // One sentence says what is right, whatever is wrong.
        }
        throw new IllegalArgumentException("The number of trials is \"" + text.trim() + "\"; give a whole number from "
                + Experiment.Settings.trialsRange() + ".");
    }

    private static long parseSeed(String text) {
        return FieldText.parseWhole("The seed", text);
    }

    private static String problemOf(Runnable parse) {
        try {
            parse.run();
            return "";
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}

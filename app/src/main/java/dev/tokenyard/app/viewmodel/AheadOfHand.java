package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.KeptResults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * While a hand rests at a what-if slider, simulates what the slider can come to, the nearest first, so that it is there when the
 * hand moves. It gives way to whatever the hand asks for itself.
 */
public final class AheadOfHand {
    /** The hand rests once nothing has changed for so long: longer than between two movements of a drag. */
    static final long REST_MILLIS = 150;

    private final ScenarioViewModel scenario;
    private final Executor background;
    private final Delay delay;
    private final List<Supplier<@Nullable Function<Comparison, ?>>> views;
    /** What runs is of this turn, or over. */
    private volatile int turn;

    private AheadOfHand(
            ScenarioViewModel scenario,
            Executor background,
            Delay delay,
            List<Supplier<@Nullable Function<Comparison, ?>>> views) {
        this.scenario = scenario;
        this.background = background;
        this.delay = delay;
        this.views = List.copyOf(views);
    }

    /**
     * Looks ahead from now on.
     *
     * @param scenario whose slider is in the hand
     * @param background where it simulates
     * @param delay waits for the hand to rest
     * @param views say, on the FX thread, what they would work out of a comparison if it were shown now, null for nothing; each
     *     lane remembers what was
     */
    public static void follow(
            ScenarioViewModel scenario,
            Executor background,
            Delay delay,
            List<Supplier<@Nullable Function<Comparison, ?>>> views) {
        AheadOfHand ahead = new AheadOfHand(scenario, background, delay, views);
        scenario.withinReachProperty().subscribe(ahead::begin);
        scenario.busyProperty().subscribe(ahead::begin);
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // Only the FX thread writes it.
    private void begin() {
        int own = ++turn;
        ScenarioSpec present = scenario.spec();
        List<UnaryOperator<ScenarioSpec>> reach = scenario.withinReachProperty().get();
        if (!reach.isEmpty() && !scenario.busyProperty().get()) {
            delay.after(REST_MILLIS, () -> {
                if (own == turn) {
                    List<Function<Comparison, ?>> work = new ArrayList<>();
                    for (Supplier<@Nullable Function<Comparison, ?>> view : views) {
                        Function<Comparison, ?> of = view.get();
                        if (of != null) {
                            work.add(of);
                        }
                    }
                    background.execute(() -> simulate(present, reach, work, own));
                }
            });
        }
    }

    private void simulate(
            ScenarioSpec present,
            List<UnaryOperator<ScenarioSpec>> reach,
            List<Function<Comparison, ?>> work,
            int own) {
        KeptResults kept = scenario.kept();
        int left = kept.isKept(present) ? kept.preparable() : 0;
        for (int k = 0; k < reach.size() && left > 0 && own == turn; k++) {
            try {
                KeptResults.Answer answer = kept.of(reach.get(k).apply(present), () -> own != turn);
                left -= answer.again() ? 0 : 1;
                for (Function<Comparison, ?> view : work) {
                    Objects.requireNonNull(view.apply(answer.result().comparison()));
                }
            } catch (ScenarioException | RuntimeException toBeSaidThere) {
                // The hand hears of it when it comes there.
            } catch (OutOfMemoryError full) {
                kept.forget();
                return;
            }
        }
    }
}

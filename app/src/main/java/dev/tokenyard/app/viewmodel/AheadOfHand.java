package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.KeptResults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * While a hand rests at a what-if slider, simulates what the slider can come to, the nearest first, so that it is there when the
 * hand moves. It gives way to whatever the hand asks for itself. If it is told to, it also uses the time in which nothing is asked
 * for: then it takes no more than half of it.
 */
public final class AheadOfHand {
    /** The hand rests once nothing has changed for so long: longer than between two movements of a drag. */
    static final long REST_MILLIS = 150;
    /** Nobody waits for anything once nothing has changed for so long. */
    static final long IDLE_MILLIS = 2_000;

    private final ScenarioViewModel scenario;
    private final Executor background;
    private final Delay delay;
    private final List<Supplier<@Nullable Function<Comparison, ?>>> views;
    private boolean whenIdle;
    private boolean closed;
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
     * Looks ahead from now on, while a hand is at a slider.
     *
     * @param scenario whose slider is in the hand
     * @param background where it simulates
     * @param delay waits for the hand to rest
     * @param views say, on the FX thread, what they would work out of a comparison if it were shown now, null for nothing; each
     *     lane remembers what was
     */
    public static AheadOfHand follow(
            ScenarioViewModel scenario,
            Executor background,
            Delay delay,
            List<Supplier<@Nullable Function<Comparison, ?>>> views) {
        AheadOfHand ahead = new AheadOfHand(scenario, background, delay, views);
        scenario.hand().withinReachProperty().subscribe(ahead::begin);
        scenario.busyProperty().subscribe(ahead::begin);
        return ahead;
    }

    /** From now on also looks ahead where no hand is at a slider, to what is likely to come next. For the FX thread. */
    public void alsoWhenIdle() {
        whenIdle = true;
        begin();
    }

    /** The views show something else from now on, or other views do. For the FX thread. */
    public void viewsHaveChanged() {
        begin();
    }

    /** Ends what is under way; nothing more begins. For the FX thread. */
    public void close() {
        closed = true;
        begin();
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // Only the FX thread writes it.
    private void begin() {
        int own = ++turn;
        List<UnaryOperator<ScenarioSpec>> reach =
                scenario.hand().withinReachProperty().get();
        if (closed || scenario.busyProperty().get()) {
            return;
        }
        if (!reach.isEmpty()) {
            start(own, REST_MILLIS, () -> new Look(own, reach, false));
        } else if (whenIdle) {
            start(own, IDLE_MILLIS, () -> new Look(own, scenario.hand().likely(), true));
        }
    }

    private void start(int own, long rest, Supplier<Look> look) {
        delay.after(rest, () -> {
            if (own == turn) {
                background.execute(look.get());
            }
        });
    }

    /** One look ahead, made on the FX thread and run in the background; an idle one pauses after each step. */
    private final class Look implements Runnable {
        private final int own;
        private final boolean idle;
        private final ScenarioSpec present = scenario.spec();
        private final Iterator<UnaryOperator<ScenarioSpec>> changes;
        private final List<Function<Comparison, ?>> work = new ArrayList<>();
        /** How many may be prepared yet, so that none takes the room of a nearer one; nothing before the first knows. */
        private int left = -1;

        Look(int own, List<UnaryOperator<ScenarioSpec>> changes, boolean idle) {
            this.own = own;
            this.idle = idle;
            this.changes = changes.iterator();
            for (Supplier<@Nullable Function<Comparison, ?>> view : views) {
                Function<Comparison, ?> of = view.get();
                if (of != null) {
                    work.add(of);
                }
            }
        }

        @Override
        public void run() {
            KeptResults kept = scenario.kept();
            if (left < 0) {
                left = kept.isKept(present) ? kept.preparable() : 0;
            }
            try {
                while (left > 0 && own == turn && changes.hasNext()) {
                    long startNanos = System.nanoTime();
                    left -= prepare(kept, changes.next()) ? 1 : 0;
                    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
                    if (idle && millis > 0) {
                        delay.after(millis, () -> background.execute(this));
                        return;
                    }
                }
            } catch (OutOfMemoryError full) {
                kept.forget();
            }
        }

        /** Whether it takes room, or at least an attempt. */
        private boolean prepare(KeptResults kept, UnaryOperator<ScenarioSpec> change) {
            try {
                KeptResults.Answer answer = kept.prepare(change.apply(present), () -> own != turn);
                for (Function<Comparison, ?> view : work) {
                    Objects.requireNonNull(view.apply(answer.result().comparison()));
                }
                return answer.source() != KeptResults.Source.ASKED;
            } catch (ScenarioException | RuntimeException toBeSaidThere) {
                // The hand hears of it when it comes there.
                return true;
            }
        }
    }
}

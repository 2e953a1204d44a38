package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.KeptResults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * While a what-if slider rests in the hand, simulates what lies beside its value, the nearest first, so that it is there when
 * the hand moves on. It gives way to whatever the hand asks for itself.
 */
public final class AheadOfHand {
    /** The hand rests once nothing has changed for so long: longer than between two movements of a drag. */
    static final long REST_MILLIS = 150;

    private final ScenarioViewModel scenario;
    private final Executor background;
    private final Delay delay;
    /** What runs is of this turn, or over. */
    private volatile int turn;

    private AheadOfHand(ScenarioViewModel scenario, Executor background, Delay delay) {
        this.scenario = scenario;
        this.background = background;
        this.delay = delay;
    }

    /**
     * Looks ahead from now on.
     *
     * @param scenario whose slider is in the hand
     * @param background where it simulates
     * @param delay waits for the hand to rest
     */
    public static void follow(ScenarioViewModel scenario, Executor background, Delay delay) {
        AheadOfHand ahead = new AheadOfHand(scenario, background, delay);
        scenario.besideHandProperty().subscribe(ahead::begin);
        scenario.busyProperty().subscribe(ahead::begin);
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // Only the FX thread writes it.
    private void begin() {
        int own = ++turn;
        ScenarioSpec present = scenario.spec();
        List<UnaryOperator<ScenarioSpec>> beside = scenario.besideHandProperty().get();
        if (!beside.isEmpty() && !scenario.busyProperty().get()) {
            delay.after(REST_MILLIS, () -> {
                if (own == turn) {
                    background.execute(() -> simulate(present, beside, own));
                }
            });
        }
    }

    private void simulate(ScenarioSpec present, List<UnaryOperator<ScenarioSpec>> beside, int own) {
        KeptResults kept = scenario.kept();
        int left = kept.isKept(present) ? kept.preparable() : 0;
        for (int k = 0; k < beside.size() && left > 0 && own == turn; k++) {
            try {
                left -= kept.prepare(beside.get(k).apply(present), () -> own != turn) ? 1 : 0;
            } catch (ScenarioException | RuntimeException toBeSaidThere) {
                // The hand hears of it when it comes there.
            } catch (OutOfMemoryError full) {
                kept.forget();
                return;
            }
        }
    }
}

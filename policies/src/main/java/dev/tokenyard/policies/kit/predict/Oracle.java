package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.List;

/** Knows the truth. */
final class Oracle implements PredictorFactory {
    private static final PredictorCard CARD = new PredictorCard(
            "oracle", "Oracle", "Every length is known: how far a perfect predictor could get.", "", List.of());

    @Override
    public PredictorCard card() {
        return CARD;
    }

    @Override
    public Predictor create(PredictorSettings settings) {
        return new Truth();
    }

    private record Truth() implements Predictor {
        @Override
        public String label() {
            return CARD.id();
        }

        @Override
        public int[] predict(Trace trace, RandomStreams streams) {
            return Lengths.of(trace);
        }
    }
}

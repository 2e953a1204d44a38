package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.session.Departure;
import dev.tokenyard.app.session.Hindsight;
import dev.tokenyard.app.session.HindsightWords;
import dev.tokenyard.app.viewmodel.LaneDetail;
import dev.tokenyard.app.viewmodel.TimeText;
import java.util.List;
import java.util.Optional;

/** A lane against what hindsight could have done. */
final class HindsightFacts {
    private HindsightFacts() {}

    /** The facts, empty where nothing is known. */
    static Optional<FactRows> of(LaneDetail detail) {
        Hindsight hindsight = detail.comparison().hindsight();
        if (hindsight == null) {
            return Optional.empty();
        }
        FactRows facts = new FactRows();
        boolean itself = detail.lane() == hindsight.lane();
        long latency = Hindsight.totalLatencyRounds(
                detail.comparison().lanes().get(detail.lane()).log());
        if (itself) {
            facts.add("proved optimal", hindsight.exact() ? "yes" : "no");
        }
        if (detail.metrics().completed() == detail.metrics().requests()) {
            facts.add("total latency", rounds(latency));
            if (!itself && hindsight.lane() != Hindsight.NO_LANE) {
                facts.add(hindsight.exact() ? "the optimum" : "best found", rounds(hindsight.totalLatencyRounds()));
            }
        }
        if (itself || !hindsight.exact()) {
            facts.add("lower bound", rounds(hindsight.lowerBoundRounds()));
        }
        if (!Double.isNaN(detail.metrics().gapToBound())) {
            facts.add("gap to bound", HindsightWords.percentUp(detail.metrics().gapToBound()));
        }
        if (itself) {
            facts.add("known by", hindsight.evidence());
        }
        Departure departure = hindsight.departures().get(detail.lane());
        if (departure != null) {
            facts.add("departs", departure.happens() ? "at round " + departure.round() : "never");
            addRequests(facts, "starts there", departure.started());
            addRequests(facts, "does not start", departure.missed());
        }
        return Optional.of(facts);
    }

    private static void addRequests(FactRows facts, String words, List<Integer> requests) {
        if (!requests.isEmpty()) {
            StringBuilder numbers = new StringBuilder();
            for (int request : requests) {
                numbers.append(numbers.isEmpty() ? "#" : ", #").append(request);
            }
            facts.add(words, numbers.toString());
        }
    }

    private static String rounds(long rounds) {
        return TimeText.count(rounds, "round", "rounds");
    }
}

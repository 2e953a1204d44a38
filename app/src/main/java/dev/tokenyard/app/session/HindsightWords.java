package dev.tokenyard.app.session;

/** What hindsight says, in words that call a schedule optimal only if it is proved to be. */
public final class HindsightWords {
    private HindsightWords() {}

    /** What the schedule is called in the middle of a sentence. */
    public static String schedule(Hindsight hindsight) {
        return hindsight.exact() ? "the optimum" : "the best schedule found";
    }

    /**
     * How good the schedule is, for instance {@code proved optimal} or {@code within 3.2 % of optimal}; if nobody checked
     * the bound, it says so.
     */
    public static String standing(Hindsight hindsight) {
        if (hindsight.exact()) {
            return "proved optimal";
        }
        return hindsight.gap() == 0
                ? "meets an unchecked bound"
                : "within " + percentUp(hindsight.gap()) + " of optimal"
                        + (hindsight.isBoundChecked() ? "" : ", unchecked");
    }

    /** A share in percent with one decimal, rounded up as tables do it, so that it holds as a bound. */
    public static String percentUp(double share) {
        return FigureFormat.figureUp(Math.max(0, 100 * share), 1) + " %";
    }

    /** What is said beside a lane's name: how good the schedule is, or where another lane departs from it. */
    static String note(Hindsight hindsight, int lane) {
        Departure departure = hindsight.departures().get(lane);
        if (lane == hindsight.lane()) {
            return standing(hindsight);
        }
        if (departure == null) {
            return "";
        }
        return departure.happens()
                ? "departs from " + schedule(hindsight) + " at round " + departure.round()
                : "starts all as " + schedule(hindsight);
    }

    /**
     * What a viewer who looks for the first difference is told, a sentence.
     *
     * @param comparison has hindsight
     * @param lane a lane with a departure
     */
    public static String difference(Comparison comparison, Hindsight hindsight, int lane) {
        String title = comparison.lanes().get(lane).card().title();
        Departure departure = hindsight.departures().get(lane);
        if (departure == null) {
            return title + " did not run every request in one go, so its starts cannot be compared.";
        }
        boolean optimal = hindsight.exact()
                && Hindsight.totalLatencyRounds(comparison.lanes().get(lane).log()) == hindsight.totalLatencyRounds();
        if (!departure.happens()) {
            return optimal ? title + " is optimal here." : title + " starts all as " + schedule(hindsight) + ".";
        }
        return optimal
                ? title + " is optimal here too, by another schedule from round " + departure.round() + " on."
                : title + " first departs from " + schedule(hindsight) + " at round " + departure.round() + ".";
    }
}

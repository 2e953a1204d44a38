package dev.tokenyard.app.view.stage;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * What the two running figures of a lane are called that are always wanted: as much as fits beside the policy's name.
 *
 * @param met the name of the share of requests that have met their objectives
 * @param missed the name of the number of violations
 * @param showsMissed whether the violations are shown at all
 */
record FigureNames(String met, String missed, boolean showsMissed) {
    /** Of the run up to the present moment. */
    static final String SO_FAR = "met so far";

    /** Of the requests that arrived in a marked range. */
    static final String IN_RANGE = "met in range";

    private static List<FigureNames> forms(String met) {
        return List.of(
                new FigureNames(met, "violations", true),
                new FigureNames("met", "violations", true),
                new FigureNames("met", "missed", true),
                new FigureNames(met, "", false),
                new FigureNames("met", "", false));
    }

    /**
     * The longest that fit.
     *
     * @param whole the whole name of the share
     * @param free the room for both, in pixels
     * @param spared what they leave of it to other words, in pixels, unless the number would have to go for that
     * @param metRoom what the share takes without its name
     * @param missedRoom what the number takes without its name
     * @param taken what a name takes with the room of its figure and the gap before it
     */
    static FigureNames fitting(
            String whole,
            double free,
            double spared,
            double metRoom,
            double missedRoom,
            ToDoubleBiFunction<String, Double> taken) {
        FigureNames unsparing = null;
        for (FigureNames form : forms(whole)) {
            double missed = form.showsMissed ? taken.applyAsDouble(form.missed, missedRoom) : 0;
            double both = taken.applyAsDouble(form.met, metRoom) + missed;
            if (form.showsMissed && both <= free - spared) {
                return form;
            }
            if (unsparing == null && both <= free) {
                unsparing = form;
            }
        }
        return unsparing == null ? new FigureNames("", "", false) : unsparing;
    }
}

package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.session.RequestLife;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.RequestDetail;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Where the explanations of the stages that occur in a life stand, wrapped to a width. */
final class LifeKey {
    static final double LINE = 15;
    static final double MARK_WIDTH = 12;
    static final double WORDS_GAP = 4;

    private static final double GAP = 11;

    /**
     * An explained stage.
     *
     * @param line its line, from 0
     * @param x its left edge in pixels
     */
    record Entry(RequestLife.Stage stage, int line, double x) {}

    private LifeKey() {}

    static List<Entry> entries(RequestDetail detail, double width) {
        Set<RequestLife.Stage> stages = EnumSet.noneOf(RequestLife.Stage.class);
        detail.lives().forEach(life -> life.spans().forEach(span -> stages.add(span.stage())));
        List<Entry> entries = new ArrayList<>();
        int line = 0;
        double x = 0;
        for (RequestLife.Stage stage : stages) {
            double wide = MARK_WIDTH + WORDS_GAP + Type.width(stage.label(), Type.regular(Type.SMALL));
            if (x > 0 && x + wide > width) {
                line++;
                x = 0;
            }
            entries.add(new Entry(stage, line, x));
            x += wide + GAP;
        }
        return entries;
    }

    /** Height in pixels of all lines. */
    static double height(List<Entry> entries) {
        return entries.isEmpty() ? 0 : (entries.getLast().line() + 1) * LINE;
    }
}

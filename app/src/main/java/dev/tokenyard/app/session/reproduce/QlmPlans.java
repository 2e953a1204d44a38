package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.policies.qlm.PlanQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How near the plans of insertion and local search come to the best ones: row 13. */
final class QlmPlans {
    private static final int MOST_GROUPS = 8;
    private static final int PROBLEMS = 60;
    /** Trying all plans of the largest problems takes long. */
    private static final int PROBLEMS_OF_MOST_GROUPS = 20;

    private QlmPlans() {}

    static Table table(List<String> notes) {
        List<Row> rows = new ArrayList<>();
        int problems = 0;
        int near = 0;
        double worstExcess = 0;
        for (int groups = 2; groups <= MOST_GROUPS; groups++) {
            PlanQuality quality =
                    PlanQuality.measure(groups, groups < MOST_GROUPS ? PROBLEMS : PROBLEMS_OF_MOST_GROUPS);
            problems += quality.problems();
            near += quality.within5Percent();
            worstExcess = Math.max(worstExcess, quality.excess());
            rows.add(new Row(
                    groups + " groups",
                    List.of(
                            (double) quality.problems(),
                            (double) quality.optimal(),
                            (double) quality.within5Percent(),
                            100 * quality.excess())));
        }
        notes.add(
                QlmVerdict.of(
                                "13, plans by insertion and local search for up to 8 groups in two queues",
                                "a penalty within 5 % of the integer program's",
                                String.format(
                                        Locale.ROOT,
                                        "%d of %d plans are within 5 %%, and the sum of the penalties is at most %.1f %% above the least for any"
                                                + " number of groups",
                                        near,
                                        problems,
                                        100 * worstExcess),
                                near == problems)
                        + " The least penalty is found by trying all plans; tests hold the integer program to it for up to 4 groups.");
        return new Table(
                "Plans of made-up problems, beside the best ones",
                "groups that wait",
                List.of("problems", "optimal", "within 5 %", "excess of the sum %"),
                1,
                rows);
    }
}

package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.McSfConversations.Growth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the figures of {@link McSfConversations} say, in words that hold for whatever they are. */
final class ConversationNotes {
    private ConversationNotes() {}

    /**
     * The notes.
     *
     * @param ratios the growth of MC-SF over that of the best benchmark, by rate
     * @param errors the latencies with wrong lengths, by rate
     */
    static List<String> of(List<Growth> growths, Table ratios, List<Table> errors) {
        double[] rates = McSfConversations.RATES;
        List<String> notes = new ArrayList<>();
        for (int r = 0; r < rates.length; r++) {
            notes.add(growth(rates[r], ratios.rows().get(r).figures(), McSfConversations.PUBLISHED_GROWTH_RATIOS[r]));
        }
        notes.add(String.format(
                Locale.ROOT,
                "The source of the published means, %.2f for MC-SF and %.2f for MC-Benchmark, names no rate and no unit: that"
                        + " they belong to the high rate and are seconds is our guess.",
                McSfConversations.PUBLISHED_SECONDS.get("MC-SF"),
                McSfConversations.PUBLISHED_SECONDS.get("MC-Benchmark")));
        notes.add(guards(growths));
        notes.add(
                "The paper's rounds come from another simulator and are not published: where ours are faster, the memory is"
                        + " short less often. Lengths over 1,000 tokens are cut to 1,000; drawing them anew instead would take"
                        + " the means further from the published ones.");
        for (int r = 0; r < rates.length; r++) {
            notes.add(errors(rates[r], errors.get(r)));
        }
        return notes;
    }

    private static String growth(double rate, List<Double> ratios, double published) {
        List<String> parts = new ArrayList<>();
        for (ConversationRounds rounds : ConversationRounds.values()) {
            double ratio = ratios.get(1 + rounds.ordinal());
            parts.add(
                    Double.isNaN(ratio)
                            ? "no ratio under " + rounds.ratioTitle
                                    + ", where that of the best of its benchmarks is less than "
                                    + McSfConversations.SLOWEST_GROWTH_MS + " ms a request"
                            : String.format(
                                    Locale.ROOT,
                                    "%.2f times that of the best of its benchmarks under %s",
                                    ratio,
                                    rounds.ratioTitle));
        }
        return String.format(
                Locale.ROOT,
                "Growth of the mean latency of MC-SF at %.0f requests/s: %s. Published is %.3f.",
                rate,
                String.join("; ", parts),
                published);
    }

    private static String guards(List<Growth> growths) {
        List<String> parts = new ArrayList<>();
        for (Growth growth : growths) {
            growth.guards().forEach((policy, count) -> {
                if (count > 0) {
                    parts.add(String.format(
                            Locale.ROOT,
                            "%s at %.0f requests/s under %s (%,d times)",
                            policy,
                            growth.rate(),
                            growth.rounds().ratioTitle,
                            count));
                }
            });
        }
        return parts.isEmpty()
                ? "No run in the tables of the growth needed the guard against livelock."
                : "The guard against livelock stepped in, so that these figures are not those of the published rule: "
                        + String.join("; ", parts) + ".";
    }

    private static String errors(double rate, Table errors) {
        List<Double> mcSf = errors.rows().get(0).figures();
        List<Double> fcfs = errors.rows().get(1).figures();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < McSfConversations.ERRORS.size(); e++) {
            double share = mcSf.get(e) / fcfs.get(e);
            least = Math.min(least, share);
            most = Math.max(most, share);
        }
        return String.format(
                Locale.ROOT,
                "Wrong lengths at %.0f requests/s: MC-SF with %.0f %% of the memory kept free has %.2f to %.2f times the mean"
                        + " latency of FCFS. Published is that it stays ahead.",
                rate,
                100 * McSfConversations.PROTECTION,
                least,
                most);
    }
}

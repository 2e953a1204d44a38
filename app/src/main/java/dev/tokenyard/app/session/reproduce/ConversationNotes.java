package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.McSfConversations.Counts;
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
        notes.add(rounds(growths));
        notes.add(beta(growths));
        notes.add(
                "The paper's rounds come from another simulator and are not published: where ours are shorter, the memory is"
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
            growth.counts().forEach((policy, counts) -> {
                if (counts.guards() > 0) {
                    parts.add(String.format(
                            Locale.ROOT,
                            "%s at %.0f requests/s under %s (%,d times)",
                            policy,
                            growth.rate(),
                            growth.rounds().ratioTitle,
                            counts.guards()));
                }
            });
        }
        return parts.isEmpty()
                ? "No run in the tables of the growth needed the guard against livelock."
                : "The guard against livelock stepped in, so that these figures are not those of the published rule: "
                        + String.join("; ", parts) + ".";
    }

    /** Why rounds differ: the time of one with a single request, what the weights take of it, and the rounds of the runs. */
    private static String rounds(List<Growth> growths) {
        List<String> measured = new ArrayList<>();
        for (Growth growth : growths) {
            if (McSfConversations.isHigh(growth.rate())) {
                measured.add(String.format(
                        Locale.ROOT,
                        "%.1f ms under %s, with %.0f requests in each",
                        growth.mcSf().millis(),
                        growth.rounds().ratioTitle,
                        growth.mcSf().requests()));
            }
        }
        return String.format(
                Locale.ROOT,
                "Why the two kinds of rounds differ: the next token of a single request of %d tokens takes %.1f ms under %s,"
                        + " of which reading all weights is %.1f ms even at the full memory bandwidth of both GPUs, and %.1f ms"
                        + " as a plain round. MC-SF's rounds at %.0f requests/s took on average %s.",
                ConversationRounds.LONE_TOKENS,
                ConversationRounds.ROOFLINE.loneMillis(true),
                ConversationRounds.ROOFLINE.ratioTitle,
                ConversationRounds.weightMillis(),
                ConversationRounds.STAND_IN.loneMillis(true),
                McSfConversations.RATES[0],
                String.join("; ", measured));
    }

    /** β is the share that an overflow clears, so that it says nothing where none happens. */
    private static String beta(List<Growth> growths) {
        List<String> parts = new ArrayList<>();
        for (double alpha : McSfConversations.PAPER_ALPHAS) {
            long[] evictions = new long[2];
            for (Growth growth : growths) {
                for (int b = 0; b < 2; b++) {
                    String policy =
                            Contestant.clearing(alpha, b == 0 ? 0.2 : 0.1).title();
                    Counts counts = growth.counts().get(policy);
                    evictions[b] += counts == null ? 0 : counts.evictions();
                }
            }
            parts.add(
                    evictions[0] + evictions[1] == 0
                            ? String.format(
                                    Locale.ROOT,
                                    "with α = %.1f it never did, so that the figures for β = 0.2 and 0.1 are the same",
                                    alpha)
                            : String.format(
                                    Locale.ROOT,
                                    "with α = %.1f requests were cleared %,d times with β = 0.2 and %,d times with β = 0.1",
                                    alpha,
                                    evictions[0],
                                    evictions[1]));
        }
        return "β matters only when the memory overflows: " + String.join("; ", parts) + ".";
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
                "Wrong lengths at %.0f requests/s: MC-SF with %.0f %% of the memory kept free has %s the mean latency of FCFS."
                        + " Published is that it stays ahead.",
                rate,
                100 * McSfConversations.PROTECTION,
                times(least, most));
    }

    /** A range of factors, or one if both ends read the same. */
    private static String times(double least, double most) {
        String from = String.format(Locale.ROOT, "%.2f", least);
        String to = String.format(Locale.ROOT, "%.2f", most);
        return (from.equals(to) ? from : from + " to " + to) + " times";
    }
}

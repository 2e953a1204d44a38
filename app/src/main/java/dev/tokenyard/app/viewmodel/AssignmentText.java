package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.AssignmentRule;
import dev.tokenyard.app.session.AssignmentRule.By;
import dev.tokenyard.app.session.AssignmentRule.Part;
import dev.tokenyard.sim.trace.TraceStatistics.NameCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Rules for classes and models as they stand in fields, and back; and what comes of them in few words. */
public final class AssignmentText {
    private static final char NO_BREAK = '\u00a0';

    private AssignmentText() {}

    /** What decides, as a choice names it. */
    public static String by(By by) {
        return switch (by) {
            case TRACE -> "the trace";
            case SHARES -> "shares";
            case CLIENT -> "client";
            case PROMPT -> "prompt length";
            case OUTPUT -> "output length";
        };
    }

    /** The figure of a class or model in its field; empty where it has no part. */
    public static String figure(AssignmentRule rule, String name) {
        for (Part part : rule.parts()) {
            if (part.name().equals(name)) {
                if (part.figure() == AssignmentRule.REST) {
                    return AssignmentRule.REST_WORD;
                }
                // Each client stands behind a plus sign of its own.
                return FieldText.number(part.figure())
                        + part.clients().stream().map(client -> " + " + client).collect(Collectors.joining());
            }
        }
        return "";
    }

    /**
     * Reads a rule from its fields. By length they are put in order. The rest belongs to one: where the field last changed
     * claims it, others give it up.
     *
     * @param by what decides
     * @param texts the texts by class or model; those with none have no part
     * @param changed whose field changed last
     * @throws IllegalArgumentException with a sentence if a field or the rule cannot be
     */
    public static AssignmentRule parse(By by, Map<String, String> texts, String changed) {
        boolean claimed = isRest(texts.getOrDefault(changed, ""));
        List<Part> parts = new ArrayList<>();
        texts.forEach((name, text) -> {
            String typed = text.trim();
            boolean givenUp = claimed && isRest(typed) && !name.equals(changed);
            if (!typed.isEmpty() && !typed.equals("-") && !typed.equals("–") && !givenUp) {
                parts.add(part(by, name, typed));
            }
        });
        if (by.draws()) {
            return new AssignmentRule(by, parts);
        }
        parts.sort(Comparator.comparingDouble(Part::figure));
        return new AssignmentRule(by, parts);
    }

    private static Part part(By by, String name, String typed) {
        if (by != By.CLIENT) {
            return new Part(name, figure(by, name, typed));
        }
        List<String> words =
                Arrays.stream(typed.split("\\+", -1)).map(String::trim).toList();
        return new Part(name, figure(by, name, words.get(0)), words.subList(1, words.size()));
    }

    private static double figure(By by, String name, String typed) {
        if (by.draws()) {
            return FieldText.parseNumber("The share of " + name, typed);
        }
        return isRest(typed)
                ? AssignmentRule.REST
                : FieldText.parseNumber(
                        "The " + by(by) + " up to which " + name + " takes requests", typed.replace(",", ""));
    }

    private static boolean isRest(String text) {
        return text.trim().toLowerCase(Locale.ROOT).equals(AssignmentRule.REST_WORD);
    }

    /** How many of the requests a class or model has, in whole percent; a dash where nobody was counted. */
    public static String share(List<NameCount> counts, String name) {
        long all = counts.stream().mapToLong(NameCount::requests).sum();
        return counts.stream()
                .filter(count -> count.name().equals(name) && all > 0)
                .findFirst()
                .map(count -> percent(count.requests(), all))
                .orElse("–");
    }

    /**
     * Who has which share of the requests, and what decides if not the trace; empty where there is only one without a rule.
     *
     * @param title how a name is shown
     */
    public static String summary(AssignmentRule rule, List<NameCount> counts, UnaryOperator<String> title) {
        if (rule.isTrace() && counts.size() < 2) {
            return "";
        }
        return (rule.isTrace() ? "" : "by " + by(rule.by()) + ": ")
                + counts.stream()
                        .map(count -> title.apply(count.name()) + " " + share(counts, count.name()))
                        // A line breaks only behind the point between two of them.
                        .map(words -> words.replace(' ', NO_BREAK))
                        .collect(Collectors.joining(NO_BREAK + "· "));
    }

    private static String percent(long part, long all) {
        double percent = 100.0 * part / all;
        return part > 0 && percent < 0.5 ? "<1 %" : Math.round(percent) + " %";
    }
}

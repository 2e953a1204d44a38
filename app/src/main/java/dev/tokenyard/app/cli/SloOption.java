package dev.tokenyard.app.cli;

import dev.tokenyard.sim.model.SloClass;

/** Reads values of the option {@code --slo}. */
final class SloOption {
    private SloOption() {}

    /** Reads {@code CLASS=ttft:SECONDS[,tpot:SECONDS]}. */
    static SloClass parse(String text) throws CommandFailure {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw wrong(text);
        }
        double ttft = Double.POSITIVE_INFINITY;
        double tpot = Double.POSITIVE_INFINITY;
        for (String target : text.substring(equals + 1).split(",", -1)) {
            int colon = target.indexOf(':');
            String kind = colon < 0 ? "" : target.substring(0, colon);
            if (kind.equals("ttft")) {
                ttft = number("--slo " + text, target.substring(colon + 1));
            } else if (kind.equals("tpot")) {
                tpot = number("--slo " + text, target.substring(colon + 1));
            } else {
                throw wrong(text);
            }
        }
        try {
            return new SloClass(text.substring(0, equals), ttft, tpot);
        } catch (IllegalArgumentException outOfRange) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT, "Option --slo " + text + ": " + outOfRange.getMessage(), outOfRange);
        }
    }

    private static CommandFailure wrong(String text) {
        return new CommandFailure(
                CommandFailure.BAD_INPUT,
                "Option --slo is \"" + text
                        + "\"; write CLASS=ttft:SECONDS[,tpot:SECONDS], such as Interactive=ttft:2,tpot:0.1.");
    }

    /** Reads a number of an option. */
    static double number(String option, String text) throws CommandFailure {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option " + option + " has \"" + text + "\" where a number is expected.",
                    notANumber);
        }
    }
}

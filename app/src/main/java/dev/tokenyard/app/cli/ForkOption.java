package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ForkEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code --fork LANE@SECONDS:POLICY}. */
final class ForkOption {
    private static final Pattern FORM = Pattern.compile("(.+)@([0-9.]+(?:[eE][+-]?[0-9]+)?):([^:@]+)");

    private ForkOption() {}

    static ScenarioSpec add(List<String> options, ScenarioSpec scenario) throws CommandFailure {
        ScenarioSpec forked = scenario;
        for (String option : options) {
            Matcher form = FORM.matcher(option);
            if (!form.matches()) {
                throw refused(option, "write it as LANE@SECONDS:POLICY, for instance fcfs@60:ssjf");
            }
            try {
                forked = ForkEdits.add(form.group(1), Double.parseDouble(form.group(2)), form.group(3))
                        .apply(forked);
            } catch (NumberFormatException notANumber) {
                throw refused(option, form.group(2) + " is no number of seconds");
            } catch (IllegalArgumentException refusal) {
                throw refused(option, String.valueOf(refusal.getMessage()));
            }
        }
        return forked;
    }

    private static CommandFailure refused(String option, String why) {
        return new CommandFailure(CommandFailure.BAD_INPUT, "Option --fork " + option + ": " + why);
    }
}

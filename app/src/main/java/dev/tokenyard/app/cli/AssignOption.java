package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.AssignmentRule;
import dev.tokenyard.app.session.AssignmentRule.By;
import dev.tokenyard.app.session.AssignmentRule.Part;
import dev.tokenyard.app.session.AssignmentRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads values of the option {@code --assign}. */
final class AssignOption {
    /** How a value is written. */
    static final String USAGE =
            "class|model=shares:NAME=SHARE,...|client:NAME=SHARE[+CLIENT...],...|prompt:TOKENS=NAME,...,rest=NAME|output:...";

    /** What the option does. */
    static final String HELP = "Gives requests classes or models in place of the trace's: by chance, as in"
            + " class=shares:Interactive=1,Batch-1=2, client by client, as in class=client:Interactive=1+alice,Batch-1=3, where"
            + " alice is named, or by the length of prompt or output, up to so many tokens, as"
            + " in model=prompt:512=mistral-7b,rest=vicuna-13b. Once for classes and once for models.";

    private static final String CLASS = "class";
    private static final String MODEL = "model";

    private AssignOption() {}

    /** Reads all values of a command. */
    static AssignmentRules parse(List<String> texts) throws CommandFailure {
        AssignmentRules rules = AssignmentRules.NONE;
        for (String text : texts) {
            int equals = text.indexOf('=');
            String target = equals < 0 ? text : text.substring(0, equals);
            if (equals < 0 || !(target.equals(CLASS) || target.equals(MODEL))) {
                throw wrong(text, "it begins neither with " + CLASS + "= nor with " + MODEL + "=");
            }
            boolean classes = target.equals(CLASS);
            if (!(classes ? rules.classes() : rules.models()).isTrace()) {
                throw wrong(text, "there is a rule for " + target + " already");
            }
            AssignmentRule rule = rule(text, text.substring(equals + 1));
            rules = classes ? rules.withClasses(rule) : rules.withModels(rule);
        }
        return rules;
    }

    private static AssignmentRule rule(String text, String written) throws CommandFailure {
        int colon = written.indexOf(':');
        Optional<By> by = By.byId(colon < 0 ? written : written.substring(0, colon));
        if (colon < 0 || by.isEmpty() || by.get() == By.TRACE) {
            throw wrong(text, "it decides neither by shares: nor by client: nor by prompt: nor by output:");
        }
        List<Part> parts = new ArrayList<>();
        for (String part : written.substring(colon + 1).split(",", -1)) {
            // Shares stand behind names, lengths before them: each rule reads from left to right.
            int equals = by.get().draws() ? part.lastIndexOf('=') : part.indexOf('=');
            if (equals < 0) {
                throw wrong(text, "\"" + part + "\" has no =");
            }
            String left = part.substring(0, equals);
            String right = part.substring(equals + 1);
            parts.add(
                    switch (by.get()) {
                        case CLIENT -> clients(text, left, right);
                        case SHARES -> new Part(left, SloOption.number("--assign " + text, right));
                        default -> new Part(right, tokens(text, left));
                    });
        }
        try {
            return new AssignmentRule(by.get(), parts);
        } catch (IllegalArgumentException impossible) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT, "Option --assign " + text + ": " + impossible.getMessage(), impossible);
        }
    }

    /** A share and behind it, each after a plus sign, the clients named. */
    private static Part clients(String text, String name, String written) throws CommandFailure {
        List<String> words = List.of(written.split("\\+", -1));
        return new Part(name, SloOption.number("--assign " + text, words.get(0)), words.subList(1, words.size()));
    }

    private static double tokens(String text, String written) throws CommandFailure {
        return written.equals(AssignmentRule.REST_WORD)
                ? AssignmentRule.REST
                : SloOption.number("--assign " + text, written);
    }

    private static CommandFailure wrong(String text, String why) {
        return new CommandFailure(
                CommandFailure.BAD_INPUT,
                "Option --assign is \"" + text + "\", and " + why
                        + "; write class=shares:Interactive=1,Batch-1=2, class=client:Interactive=1+alice,Batch-1=3 (names with + or = only in"
                        + " a scenario file) or model=prompt:512=mistral-7b,rest=vicuna-13b.");
    }
}

package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.sim.model.InstanceRole;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a value of {@code --group}: instances of one kind. */
final class GroupOption {
    private static final Pattern COUNT_AND_GPU = Pattern.compile("(?:(-?\\d+)x)?(.+)");
    private static final Pattern SETTING = Pattern.compile("(tp|kv|cap|budget|load)(-?[0-9.]+(?:[eE][-+]?[0-9]+)?)");

    private GroupOption() {}

    /**
     * Reads {@code [Nx]GPU:MODEL[+MODEL...][:tpN][:kvN][:capN][:budgetN][:loadN][:ROLE]}. Several models take turns on the
     * same GPUs; loading one takes N seconds.
     *
     * @param limits what holds where the text says nothing of KV blocks, batch cap or token budget
     * @throws CommandFailure if the text has another form
     */
    static InstanceGroup parse(String text, InstanceGroup.Limits limits) throws CommandFailure {
        String[] parts = text.split(":", -1);
        Matcher machines = COUNT_AND_GPU.matcher(parts[0]);
        if (parts.length < 2 || parts[1].isEmpty() || !machines.matches()) {
            throw wrong(text, "it needs a GPU and a model");
        }
        int count = machines.group(1) == null ? 1 : number(text, parts[0], machines.group(1));
        List<String> models = List.of(parts[1].split("\\+", -1));
        double loadSeconds = InstanceGroup.Turns.DERIVED;
        int tensorParallel = 1;
        int kvBlocks = limits.kvBlocks();
        int batchCap = limits.batchCap();
        int tokenBudget = limits.tokenBudget();
        InstanceRole role = InstanceRole.MIXED;
        Set<String> seen = new HashSet<>();
        for (int i = 2; i < parts.length; i++) {
            Optional<InstanceRole> named = InstanceRole.byId(parts[i]);
            if (named.isPresent()) {
                if (!seen.add("the role")) {
                    throw wrong(text, "it has two roles");
                }
                role = named.get();
                continue;
            }
            Matcher setting = SETTING.matcher(parts[i]);
            if (!setting.matches()) {
                throw wrong(text, "\"" + parts[i] + "\" is none of tpN, kvN, capN, budgetN, loadN, prefill and decode");
            }
            if (!seen.add(setting.group(1))) {
                throw wrong(text, setting.group(1) + " stands in it twice");
            }
            String value = setting.group(2);
            switch (setting.group(1)) {
                case "tp" -> tensorParallel = number(text, parts[i], value);
                case "kv" -> kvBlocks = number(text, parts[i], value);
                case "cap" -> batchCap = number(text, parts[i], value);
                case "load" -> loadSeconds = seconds(text, value);
                default -> tokenBudget = number(text, parts[i], value);
            }
        }
        if (seen.contains("load") && models.size() == 1) {
            throw wrong(
                    text,
                    "its only model is loaded all the time, so that loading takes none; name a second one or drop load");
        }
        return new InstanceGroup(
                count,
                new InstanceGroup.Deployment(
                        machines.group(2),
                        models.get(0),
                        tensorParallel,
                        role,
                        new InstanceGroup.Turns(models.subList(1, models.size()), loadSeconds)),
                new InstanceGroup.Limits(
                        kvBlocks, limits.blockTokens(), batchCap, tokenBudget, limits.hostGib(), limits.prefixCache()));
    }

    private static int number(String text, String part, String digits) throws CommandFailure {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException notWhole) {
            throw wrong(text, "the number in \"" + part + "\" is not a whole one up to " + Integer.MAX_VALUE);
        }
    }

    private static double seconds(String text, String written) throws CommandFailure {
        double seconds = SloOption.number("--group " + text, written);
        if (!(seconds >= 0)) {
            throw wrong(text, "loading takes " + written + " s; give 0 or more");
        }
        return seconds;
    }

    private static CommandFailure wrong(String text, String why) {
        return new CommandFailure(
                CommandFailure.BAD_INPUT,
                "Option --group is \"" + text + "\", and " + why
                        + "; write [Nx]GPU:MODEL[+MODEL...][:tpN][:kvN][:capN][:budgetN][:loadN][:ROLE], such as 2xa100-80g:llama-2-13b:tp1.");
    }
}

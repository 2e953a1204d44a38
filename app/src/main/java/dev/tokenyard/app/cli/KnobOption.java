package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.OwnedKnobs;
import dev.tokenyard.sim.policy.Knob;
import java.util.List;
import java.util.Optional;

/**
 * A value of {@code --knob}: a setting of a policy or of the batching mode.
 *
 * @param owner id of the policy or mode
 * @param name the knob's name
 * @param text its value as it was written
 */
record KnobOption(String owner, String name, String text) {
    /**
     * Reads {@code ID.NAME=VALUE}.
     *
     * @throws CommandFailure if the text has another form
     */
    static KnobOption parse(String option) throws CommandFailure {
        int dot = option.indexOf('.');
        int equals = option.indexOf('=');
        if (dot < 1 || equals < dot + 2) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --knob is \"" + option
                            + "\"; write ID.NAME=VALUE, such as sarathi.chunk=1024 or vllm-v0.preemption=swap.");
        }
        return new KnobOption(
                option.substring(0, dot), option.substring(dot + 1, equals), option.substring(equals + 1));
    }

    /**
     * The value.
     *
     * @throws CommandFailure if the owner has no such knob or the text stands for no allowed value
     */
    double value() throws CommandFailure {
        Optional<List<Knob>> known = OwnedKnobs.of(owner);
        if (known.isEmpty()) {
            // Whoever runs the scenario refuses the owner first, whatever its knobs.
            return 0;
        }
        try {
            return Knob.find(owner, known.get(), name).parse(owner, text);
        } catch (IllegalArgumentException refused) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --knob " + owner + "." + name + "=" + text + ": " + refused.getMessage(),
                    refused);
        }
    }
}

package dev.tokenyard.app.cli;

/**
 * A value of {@code --knob}: a number of a policy or of the batching mode.
 *
 * @param owner id of the policy or mode
 * @param name the knob's name
 * @param value its value
 */
record KnobOption(String owner, String name, double value) {
    /**
     * Reads {@code ID.NAME=VALUE}.
     *
     * @throws CommandFailure if the text has another form
     */
    static KnobOption parse(String text) throws CommandFailure {
        int dot = text.indexOf('.');
        int equals = text.indexOf('=');
        if (dot < 1 || equals < dot + 2) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --knob is \"" + text + "\"; write ID.NAME=VALUE, such as mc-sf.protection=0.1.");
        }
        return new KnobOption(
                text.substring(0, dot),
                text.substring(dot + 1, equals),
                SloOption.number("--knob " + text, text.substring(equals + 1)));
    }
}

package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a column of any table says of a request. */
public enum ColumnRole {
    /** When it arrives. */
    TIME("time", "time", null),
    /** The length of its prompt in tokens. */
    PROMPT("prompt", "prompt tokens", null),
    /** The length of its output in tokens. */
    OUTPUT("output", "output tokens", null),
    /** Its service class. */
    CLASS("class", "class", Label.CLASS),
    /** The model that it asks for. */
    MODEL("model", "model", Label.MODEL),
    /** The conversation that it belongs to. */
    SESSION("session", "session", Label.SESSION),
    /** Who it comes from. */
    CLIENT("client", "client", Label.CLIENT);

    private final String word;
    private final String title;
    private final Optional<Label> label;

    ColumnRole(String word, String title, @Nullable Label label) {
        this.word = word;
        this.title = title;
        this.label = Optional.ofNullable(label);
    }

    /** How it is written in a {@link ColumnMapping}. */
    public String word() {
        return word;
    }

    /** What it is called in the window. */
    public String title() {
        return title;
    }

    /** What a name in such a column is of; empty for a column of numbers. */
    public Optional<Label> label() {
        return label;
    }
}

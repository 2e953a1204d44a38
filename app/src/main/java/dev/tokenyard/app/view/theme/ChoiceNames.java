package dev.tokenyard.app.view.theme;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The names under which a choice that nobody types into offers its values. */
public final class ChoiceNames<T> extends StringConverter<T> {
    private final Function<T, String> names;

    /**
     * Names of values.
     *
     * @param names the name of each value
     */
    public ChoiceNames(Function<T, String> names) {
        this.names = names;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : names.apply(value);
    }

    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("The choice is not editable.");
    }
}

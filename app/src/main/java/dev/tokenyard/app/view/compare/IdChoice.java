package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.view.theme.ChoiceNames;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ComboBox;

/** A choice among things that have ids, under their names. Only what the user chooses is told, not what is offered. */
public final class IdChoice extends ComboBox<String> {
    private static final int MOST_ROWS = 16;

    private boolean offering;

    /**
     * A choice among nothing yet.
     *
     * @param id its own id
     * @param what what is chosen, for those who do not see it
     * @param names the name of each id
     * @param chosen told of what the user chooses
     */
    public IdChoice(String id, String what, Function<String, String> names, Consumer<String> chosen) {
        setId(id);
        setAccessibleText(what);
        setVisibleRowCount(MOST_ROWS);
        setConverter(new ChoiceNames<>(names));
        valueProperty().addListener((property, before, after) -> {
            if (!offering && after != null) {
                chosen.accept(after);
            }
        });
    }

    /** Offers other ids, if they are others, with one of them chosen; one that is not among them is not. */
    public void offer(List<String> ids, String present) {
        offering = true;
        if (!getItems().equals(ids)) {
            getItems().setAll(ids);
        }
        if (ids.contains(present)) {
            setValue(present);
        }
        offering = false;
    }
}

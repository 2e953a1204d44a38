package dev.tokenyard.app.view.scenario;

import java.util.function.Predicate;
import javafx.scene.control.CheckBox;

/** Something that is on or off; it stays as it was where a change is refused. */
final class Switch extends CheckBox {
    private final Predicate<Boolean> commit;
    private boolean shown;

    /**
     * A switch.
     *
     * @param name what is on or off, for a screen reader
     * @param commit takes the change; says whether it accepts it
     */
    Switch(String name, Predicate<Boolean> commit) {
        this.commit = commit;
        setAccessibleText(name);
        selectedProperty().addListener((property, before, now) -> handOver(now));
    }

    /** Shows an accepted state. */
    void display(boolean on) {
        shown = on;
        setSelected(on);
    }

    private void handOver(boolean on) {
        if (on == shown) {
            return;
        }
        boolean before = shown;
        shown = on;
        if (!commit.test(on)) {
            display(before);
        }
    }
}

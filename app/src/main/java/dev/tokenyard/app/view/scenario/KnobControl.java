package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.KnobWords;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.KnobKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The control of a knob, by its kind: a field for a number, a field with a button at either side for a whole number, a
 * check box for a switch and a list for a choice.
 */
abstract class KnobControl {
    private boolean refreshing;

    /** What a control sets. */
    interface Setter {
        /**
         * Takes a value.
         *
         * @param value supplies it; throws an {@link IllegalArgumentException} where a text is none
         * @return whether it is accepted
         */
        boolean set(Supplier<Double> value);
    }

    /** A control for a knob. */
    static KnobControl of(String ownerId, String ownerTitle, Knob knob, Setter set) {
        String name = ownerTitle + ", " + KnobWords.name(knob);
        KnobControl control;
        if (knob.kind() instanceof KnobKind.OnOff) {
            control = new Switch(name, set);
        } else if (knob.kind() instanceof KnobKind.Choice choice) {
            control = new Named(name, choice, set);
        } else if (knob.kind() instanceof KnobKind.Whole whole) {
            control = new Stepper(name, knob, whole, set);
        } else {
            control = new Typed(name, knob, set);
        }
        control.control().setId("knob-" + ownerId + "-" + knob.name());
        control.control()
                .setTooltip(new Tooltip(knob.help() + "\nGive " + knob.allowed() + "; by default it is "
                        + knob.text(knob.defaultValue()) + "."));
        return control;
    }

    /** What goes into the row. */
    Node node() {
        return control();
    }

    /** What bears the id. */
    abstract Control control();

    /** Shows a value without setting it. */
    final void show(double value) {
        refreshing = true;
        display(value);
        refreshing = false;
    }

    abstract void display(double value);

    /** Whether the control changes by itself and not by the user. */
    boolean isRefreshing() {
        return refreshing;
    }

    private static final class Typed extends KnobControl {
        private static final int COLUMNS = 5;

        private final EditField field;

        Typed(String name, Knob knob, Setter set) {
            field = new EditField(
                    name, COLUMNS, text -> set.set(() -> FieldText.parseNumber("Knob " + knob.name(), text)));
        }

        @Override
        Control control() {
            return field;
        }

        @Override
        void display(double value) {
            field.display(FieldText.number(value));
        }
    }

    private static final class Stepper extends KnobControl {
        private static final int COLUMNS = 5;

        private final KnobKind.Whole range;
        private final Setter set;
        private final EditField field;
        private final HBox row;
        private double shown;

        Stepper(String name, Knob knob, KnobKind.Whole range, Setter set) {
            this.range = range;
            this.set = set;
            field = new EditField(
                    name, COLUMNS, text -> set.set(() -> (double) FieldText.parseWhole("Knob " + knob.name(), text)));
            field.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
                if (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN) {
                    step(event.getCode() == KeyCode.UP ? 1 : -1);
                    event.consume();
                }
            });
            row = new HBox(button(Feather.MINUS, "Lower " + name, -1), field, button(Feather.PLUS, "Raise " + name, 1));
            row.setMinWidth(Region.USE_PREF_SIZE);
        }

        private Button button(Feather icon, String name, int direction) {
            Button button = new Button("", new FontIcon(icon));
            button.getStyleClass().addAll("flat", "knob-step");
            button.setAccessibleText(name);
            button.setFocusTraversable(false);
            button.setOnAction(event -> step(direction));
            return button;
        }

        /**
         * A step is an eighth of the power of two below it, so that small and large values both move, and a step back
         * leads to where one was.
         */
        private void step(int direction) {
            int place = (int) Math.abs(shown) - (direction < 0 ? 1 : 0);
            int eighth = Math.max(1, Integer.highestOneBit(Math.max(1, place)) / 8);
            double next = Math.max(range.least(), Math.min(range.most(), shown + (double) direction * eighth));
            if (next != shown) {
                set.set(() -> next);
            }
        }

        @Override
        Node node() {
            return row;
        }

        @Override
        Control control() {
            return field;
        }

        @Override
        void display(double value) {
            shown = value;
            field.display(FieldText.number(value));
        }
    }

    private static final class Switch extends KnobControl {
        private final CheckBox box = new CheckBox();

        Switch(String name, Setter set) {
            box.setAccessibleText(name);
            box.selectedProperty().addListener((property, before, now) -> {
                if (!isRefreshing() && !set.set(() -> now ? 1.0 : 0.0)) {
                    show(now ? 0 : 1);
                }
            });
        }

        @Override
        Control control() {
            return box;
        }

        @Override
        void display(double value) {
            box.setSelected(value != 0);
        }
    }

    private static final class Named extends KnobControl {
        private final ComboBox<Integer> box;

        Named(String name, KnobKind.Choice choice, Setter set) {
            Map<Integer, String> names = new LinkedHashMap<>();
            choice.names().forEach(value -> names.put(names.size(), value));
            box = QuietChoice.of(name, names, place -> {
                if (!isRefreshing()) {
                    set.set(() -> (double) place);
                }
            });
        }

        @Override
        Control control() {
            return box;
        }

        @Override
        void display(double value) {
            box.setValue((int) value);
        }
    }
}

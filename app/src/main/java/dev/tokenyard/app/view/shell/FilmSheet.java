package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.image.RecordingPlan;
import dev.tokenyard.app.image.RecordingPlan.Subject;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.view.theme.ChoiceNames;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Asks which stretch of time is filmed, how fast it passes and how large the pictures are; below, how long the film is. It
 * proposes the marked range if there is one, or else some seconds from the present moment on.
 */
final class FilmSheet extends VBox {
    private static final PseudoClass FLAWED = PseudoClass.getPseudoClass("flawed");
    private static final double USUAL_SECONDS = 10;
    private static final double USUAL_FRAMES_PER_SECOND = 15;

    /** The sizes offered. */
    private enum Size {
        SMALL(800, 450),
        MEDIUM(1120, 630),
        LARGE(1280, 720),
        FULL(1920, 1080);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }

        String label() {
            return width + " × " + height;
        }
    }

    private final long endTick;
    private final TextField from = field("film-from", "First moment in seconds");
    private final TextField to = field("film-to", "Last moment in seconds");
    private final TextField speed = field("film-speed", "Simulated seconds per second");
    private final TextField framesPerSecond = field("film-fps", "Frames per second");
    private final ComboBox<Size> size = new ComboBox<>();
    private final ComboBox<Boolean> dark = new ComboBox<>();
    private final Label verdict = new Label();
    private final Button export = new Button("Export…");

    FilmSheet(PlaybackViewModel playback, boolean inTheDark, Consumer<RecordingPlan> films, Runnable cancels) {
        endTick = playback.endTick();
        getStyleClass().add("film-sheet");
        setId("film-sheet");
        TimeRange range = playback.range();
        double pace = playback.speedProperty().get();
        if (range == null) {
            double begin = playback.tick() < endTick ? Ticks.toSeconds(playback.tick()) : 0;
            from.setText(number(begin));
            to.setText(number(Math.min(Ticks.toSeconds(endTick), begin + USUAL_SECONDS * pace)));
        } else {
            from.setText(number(Ticks.toSeconds(range.fromTick())));
            to.setText(number(Ticks.toSeconds(range.toTick())));
            pace = Math.max(pace, slowest(range));
        }
        speed.setText(number(pace));
        framesPerSecond.setText(number(USUAL_FRAMES_PER_SECOND));
        size.getItems().addAll(Size.values());
        size.setValue(Size.MEDIUM);
        size.setConverter(new ChoiceNames<>(Size::label));
        dark.getItems().addAll(true, false);
        dark.setValue(inTheDark);
        dark.setConverter(new ChoiceNames<>(chosen -> chosen ? "Dark" : "Light"));
        verdict.setId("film-verdict");
        verdict.setWrapText(true);
        verdict.getStyleClass().addAll("secondary", "film-verdict");
        getChildren().addAll(rows(), rangeNote(range), verdict, buttons(films, cancels));
        for (TextField field : List.of(from, to, speed, framesPerSecond)) {
            field.textProperty().addListener((property, before, now) -> check());
        }
        size.valueProperty().addListener((property, before, now) -> check());
        check();
    }

    /** The least speed at which a film of a range is no longer than films may be, in full simulated seconds per second. */
    private static double slowest(TimeRange range) {
        double frames = Ticks.toSeconds(range.ticks()) * USUAL_FRAMES_PER_SECOND;
        return frames < RecordingPlan.MOST_FRAMES ? 0 : Math.ceil(frames / (RecordingPlan.MOST_FRAMES - 1));
    }

    private static Label rangeNote(@Nullable TimeRange range) {
        Label note = new Label("Proposed is the range that is marked. The lanes count the requests that arrive in it.");
        note.setId("film-range");
        note.setWrapText(true);
        note.getStyleClass().addAll("secondary", "film-verdict");
        note.setVisible(range != null);
        note.setManaged(range != null);
        return note;
    }

    private static TextField field(String id, String words) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(words);
        return field;
    }

    /** What takes the keys at first. */
    TextField first() {
        return from;
    }

    private GridPane rows() {
        GridPane rows = new GridPane();
        rows.getStyleClass().add("film-rows");
        rows.addRow(0, new Label("From"), line(from, unit("s"), new Label("to"), to, unit("s")));
        rows.addRow(1, new Label("Speed"), line(speed, unit("simulated seconds per second")));
        rows.addRow(2, new Label("Frames"), line(framesPerSecond, unit("per second")));
        rows.addRow(3, new SheetLabel("Size", size), size);
        rows.addRow(4, new SheetLabel("Theme", dark), dark);
        return rows;
    }

    private static HBox line(Node... parts) {
        HBox line = new HBox(parts);
        line.getStyleClass().add("film-line");
        return line;
    }

    private static Label unit(String words) {
        Label unit = new Label(words);
        unit.getStyleClass().add("secondary");
        unit.setMinWidth(Region.USE_PREF_SIZE);
        return unit;
    }

    private HBox buttons(Consumer<RecordingPlan> films, Runnable cancels) {
        export.setId("film-export");
        export.getStyleClass().add("primary");
        export.setDefaultButton(true);
        export.setOnAction(event -> plan().ifPresent(films));
        Button cancel = new Button("Cancel");
        cancel.setOnAction(event -> cancels.run());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox buttons = new HBox(gap, cancel, export);
        buttons.getStyleClass().add("sheet-buttons");
        return buttons;
    }

    private void check() {
        plan().ifPresent(plan -> say(
                String.format(
                        Locale.ROOT,
                        "%s, %s to watch. The runs are over at %s s.",
                        TimeText.count(plan.frames(), "frame", "frames"),
                        TimeText.duration(plan.frames() / plan.framesPerSecond()),
                        number(Ticks.toSeconds(endTick))),
                false));
    }

    /** What is chosen; empty, and said below the fields, where it cannot be filmed. */
    private Optional<RecordingPlan> plan() {
        try {
            double first = seconds("From", from);
            double last = seconds("To", to);
            return Optional.of(new RecordingPlan(
                    Subject.STAGE,
                    Ticks.fromSeconds(first),
                    Math.min(endTick, Ticks.fromSeconds(last)),
                    FieldText.parseNumber("Frames", framesPerSecond.getText()),
                    FieldText.parseNumber("Speed", speed.getText()),
                    size.getValue().width,
                    size.getValue().height,
                    dark.getValue()));
        } catch (IllegalArgumentException refused) {
            say(String.valueOf(refused.getMessage()), true);
            return Optional.empty();
        }
    }

    private static double seconds(String what, TextField field) {
        double seconds = FieldText.parseNumber(what, field.getText());
        if (seconds < 0 || seconds > Ticks.toSeconds(Ticks.MAX_ARRIVAL)) {
            throw new IllegalArgumentException(what + " is " + field.getText() + "; give seconds from 0 on.");
        }
        return seconds;
    }

    private void say(String words, boolean flawed) {
        verdict.setText(words);
        verdict.pseudoClassStateChanged(FLAWED, flawed);
        export.setDisable(flawed);
    }

    private static String number(double value) {
        // Ranges are a millisecond long at least.
        double rounded = Math.rint(value * 1000) / 1000;
        return rounded == Math.rint(rounded) ? String.format(Locale.ROOT, "%.0f", rounded) : Double.toString(rounded);
    }
}

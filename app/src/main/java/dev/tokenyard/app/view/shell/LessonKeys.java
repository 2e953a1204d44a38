package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.view.scenario.EditField;
import dev.tokenyard.app.viewmodel.LessonsViewModel;
import dev.tokenyard.app.viewmodel.PagesViewModel;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The keys of a lesson in play: they are a presenter's, and go to the lesson unless a control needs them itself. */
final class LessonKeys {
    private static final String GROUP = "Lesson";

    private final Scene scene;
    private final LessonsViewModel lessons;
    private final PagesViewModel pages;
    private final BooleanSupplier covered;

    private LessonKeys(Scene scene, LessonsViewModel lessons, PagesViewModel pages, BooleanSupplier covered) {
        this.scene = scene;
        this.lessons = lessons;
        this.pages = pages;
        this.covered = covered;
    }

    /**
     * Makes a scene obey them.
     *
     * @param covered whether something lies over the window that has the keys to itself
     */
    static void install(Scene scene, WindowModels models, BooleanSupplier covered) {
        LessonKeys keys = new LessonKeys(scene, models.lessons(), models.pages(), covered);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
    }

    /** What they do, for lists and menus. */
    static List<Command> commands(LessonsViewModel lessons) {
        return List.of(
                Command.of(GROUP, "Answer, or next step", lessons::next, "Enter", "Page_Down"),
                Command.of(GROUP, "Previous step", lessons::back, "Page_Up"),
                Command.of(GROUP, "Leave the lesson", lessons::leave, "Esc"));
    }

    private void pressed(KeyEvent event) {
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
        if (!plain
                || covered.getAsBoolean()
                || lessons.playProperty().get() == null
                || pages.pageProperty().get() != Page.STAGE
                || isNeeded(scene.getFocusOwner(), event.getCode())) {
            return;
        }
        if (obeys(event.getCode())) {
            event.consume();
        }
    }

    private boolean obeys(KeyCode code) {
        switch (code) {
            case ENTER, PAGE_DOWN -> lessons.next();
            case PAGE_UP -> lessons.back();
            case ESCAPE -> lessons.leave();
            case RIGHT -> {
                // Without an open question it steps through the events.
                return lessons.answer();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean isNeeded(@Nullable Node owner, KeyCode code) {
        if (owner instanceof EditField field) {
            return code == KeyCode.ENTER || code == KeyCode.RIGHT || code == KeyCode.ESCAPE && field.isChanged();
        }
        if (owner instanceof TextInputControl || owner instanceof ComboBoxBase) {
            return true;
        }
        return code == KeyCode.ENTER && owner instanceof ButtonBase && owner.isFocusVisible();
    }
}

package dev.tokenyard.app.view.shell;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Sends keys to commands, whatever has the focus, except where a control needs them itself: text fields need all that
 * they can type, sliders and lists their arrows, and a button that was reached by keyboard its Space.
 */
final class KeyRouter {
    private static final Set<KeyCode> MOVES =
            Set.of(KeyCode.LEFT, KeyCode.RIGHT, KeyCode.UP, KeyCode.DOWN, KeyCode.HOME, KeyCode.END);

    private final Scene scene;
    private final List<Command> commands;
    private final BooleanSupplier covered;
    private final Runnable help;

    private KeyRouter(Scene scene, List<Command> commands, BooleanSupplier covered, Runnable help) {
        this.scene = scene;
        this.commands = commands;
        this.covered = covered;
        this.help = help;
    }

    /**
     * Makes a scene obey keys.
     *
     * @param covered whether something lies over the window that has the keys to itself
     * @param help answers the question mark, which stands on different keys on different keyboards
     */
    static void install(Scene scene, List<Command> commands, BooleanSupplier covered, Runnable help) {
        KeyRouter router = new KeyRouter(scene, commands, covered, help);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, router::pressed);
        scene.addEventFilter(KeyEvent.KEY_TYPED, router::typed);
    }

    private void pressed(KeyEvent event) {
        // Another filter of the scene may have taken it.
        if (event.isConsumed() || covered.getAsBoolean() || isNeededBy(scene.getFocusOwner(), event)) {
            return;
        }
        for (Command command : commands) {
            for (KeyCombination keys : command.keys()) {
                if (keys.match(event)) {
                    command.action().run();
                    event.consume();
                    return;
                }
            }
        }
    }

    private void typed(KeyEvent event) {
        boolean typing = scene.getFocusOwner() instanceof TextInputControl;
        if (event.getCharacter().equals("?") && !covered.getAsBoolean() && !typing) {
            help.run();
            event.consume();
        }
    }

    private static boolean isNeededBy(@Nullable Node owner, KeyEvent event) {
        if (owner instanceof TextInputControl && event.isShortcutDown() && event.getCode() == KeyCode.Z) {
            // What has just been typed is undone first.
            return ((TextInputControl) owner).isUndoable();
        }
        boolean plain = !event.isShortcutDown()
                && !event.isAltDown()
                && !event.getCode().isFunctionKey();
        if (owner == null || !plain) {
            return false;
        }
        if (owner instanceof TextInputControl || isEditable(owner) || isOpen(owner)) {
            return true;
        }
        if (MOVES.contains(event.getCode())) {
            return owner instanceof Slider
                    || owner instanceof ComboBoxBase
                    || owner instanceof ListView
                    || owner instanceof TableView
                    || owner instanceof Spinner;
        }
        return event.getCode() == KeyCode.SPACE
                && owner.isFocusVisible()
                && (owner instanceof ButtonBase || owner instanceof ComboBoxBase);
    }

    /** Whether a list or menu hangs from the control, in which keys choose. */
    private static boolean isOpen(Node owner) {
        return (owner instanceof ComboBoxBase && ((ComboBoxBase<?>) owner).isShowing())
                || (owner instanceof MenuButton && ((MenuButton) owner).isShowing());
    }

    private static boolean isEditable(Node owner) {
        return owner instanceof ComboBoxBase && ((ComboBoxBase<?>) owner).isEditable();
    }
}

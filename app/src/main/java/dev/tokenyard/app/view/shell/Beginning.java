package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.LastScenario;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.Settings;
import dev.tokenyard.app.session.lesson.Lessons;
import dev.tokenyard.app.viewmodel.PreferencesViewModel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the program begins with.
 *
 * @param scenario the scenario
 * @param file the file that it belongs to, if any
 * @param unsaved whether it was left with changes that are nowhere else
 * @param introduced whether it is said what it shows
 */
record Beginning(ScenarioSpec scenario, Optional<Path> file, boolean unsaved, boolean introduced) {
    /** The opening scenario, introduced; or the one that was left, if the user prefers that and there is one. */
    static Beginning of(Settings settings, LastScenario last) {
        boolean continues =
                new PreferencesViewModel(settings).continuingProperty().get();
        return (continues ? last.left() : Optional.<LastScenario.Left>empty())
                .map(left -> new Beginning(left.scenario(), left.home(), left.unsaved(), false))
                .orElseGet(() -> new Beginning(ScenarioDefaults.opening(), Optional.empty(), false, true));
    }

    /** The same without a word and from its first moment on, for a file that is opened at once in its place. */
    Beginning before(Explorer explorer) {
        explorer.playFrom(0, 1);
        return new Beginning(scenario, file, unsaved, false);
    }

    /** Begins. */
    void begin(Explorer explorer) {
        file.ifPresent(explorer.models().scenario().document()::savedTo);
        if (unsaved) {
            explorer.models().scenario().document().markUnsaved();
        }
        if (introduced) {
            explorer.introduce(Lessons.opening());
        }
        explorer.start();
    }
}

package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.viewmodel.ScenarioDocument;
import dev.tokenyard.app.viewmodel.ScenarioNames;
import java.util.concurrent.Callable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;

/** What the window says of the scenario's file, and of changes that are not in it. */
final class DocumentWords {
    /** Stands beside what has changed since it was opened or saved. */
    static final String MARK = "•";

    private DocumentWords() {}

    /** The title of the window. */
    static StringBinding title(ScenarioDocument document) {
        return follow(document, () -> name(document) + (isChanged(document) ? " " + MARK : "") + " – Tokenyard");
    }

    /** The scenario's name, its file, and whether that says the same. */
    static StringBinding detail(ScenarioDocument document) {
        return follow(
                document,
                () -> document.spec().name() + "\n"
                        + document.fileProperty()
                                .get()
                                .map(file ->
                                        file + (isChanged(document) ? "\nchanged since it was opened or saved" : ""))
                                .orElse(isChanged(document) ? "in no file; not saved" : "in no file"));
    }

    private static StringBinding follow(ScenarioDocument document, Callable<String> words) {
        return Bindings.createStringBinding(
                words, document.specProperty(), document.fileProperty(), document.changedProperty());
    }

    private static boolean isChanged(ScenarioDocument document) {
        return document.changedProperty().get();
    }

    private static String name(ScenarioDocument document) {
        ScenarioSpec spec = document.spec();
        return document.fileProperty()
                .get()
                .map(file -> ScenarioNames.isNameOf(file, spec.name())
                        ? String.valueOf(file.getFileName())
                        : file.getFileName() + ", " + spec.name())
                .orElse(spec.name());
    }
}

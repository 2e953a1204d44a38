package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.image.ExportFormat;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The file dialogs of the operating system; each opens in the folder of the last answer. */
public final class SystemExportDialogs implements ExportDialogs {
    private final Supplier<@Nullable Window> owner;
    private @Nullable File lastFolder;

    /** Dialogs over the window that {@code owner} gives. */
    public SystemExportDialogs(Supplier<@Nullable Window> owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> chooseFile(String suggestedName, ExportFormat format) {
        return choose(
                "Export chart", suggestedName, format.name(), format.extension().toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<Path> chooseReport(String suggestedName) {
        return choose("Export a report", suggestedName, "HTML", "html");
    }

    private Optional<Path> choose(String title, String suggestedName, String format, String ending) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(suggestedName);
        chooser.setInitialDirectory(existing(lastFolder));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(format + " file", "*." + ending));
        File answer = chooser.showSaveDialog(owner.get());
        if (answer == null) {
            return Optional.empty();
        }
        lastFolder = answer.getParentFile();
        return Optional.of(answer.toPath());
    }

    @Override
    public Optional<Path> chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Choose a folder");
        chooser.setInitialDirectory(existing(lastFolder));
        File answer = chooser.showDialog(owner.get());
        if (answer == null) {
            return Optional.empty();
        }
        lastFolder = answer;
        return Optional.of(answer.toPath());
    }

    private static @Nullable File existing(@Nullable File folder) {
        return folder != null && folder.isDirectory() ? folder : null;
    }
}

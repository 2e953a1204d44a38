package dev.tokenyard.app.view.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The operating system's own dialogs. They begin in the folder of the last file chosen. */
public final class NativeFileDialogs implements FileDialogs {
    private static final ExtensionFilter SCENARIOS = new ExtensionFilter("Scenarios (*.json)", "*.json");
    private static final ExtensionFilter CATALOGS = new ExtensionFilter("GPUs and models (*.json)", "*.json");
    private static final ExtensionFilter TRACES = new ExtensionFilter(
            "Traces (*.csv, *.jsonl, *.json, *.parquet, *.gz, *.zip)",
            "*.csv",
            "*.parquet",
            "*.jsonl",
            "*.ndjson",
            "*.json",
            "*.gz",
            "*.zip");
    private static final ExtensionFilter ALL = new ExtensionFilter("All files", "*");

    private final Window owner;
    private Optional<File> folder = Optional.empty();

    /** Dialogs over a window. */
    public NativeFileDialogs(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> traceToOpen() {
        return chosen(chooser("Open a trace", TRACES, ALL).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> scenarioToOpen() {
        return chosen(chooser("Open a scenario", SCENARIOS, ALL).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> catalogToOpen() {
        return chosen(chooser("Add GPUs and models", CATALOGS, ALL).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> stepTimesToOpen() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Take step times from a folder of measurements");
        folder.filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        return chosen(chooser.showDialog(owner));
    }

    @Override
    public Optional<Path> scenarioToSave(String suggestedName) {
        FileChooser chooser = chooser("Save the scenario", SCENARIOS);
        chooser.setInitialFileName(suggestedName);
        return chosen(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> exportTarget(String suggestedName) {
        String ending = "*" + suggestedName.substring(Math.max(0, suggestedName.lastIndexOf('.')));
        FileChooser chooser = chooser("Export", new ExtensionFilter(ending, ending), ALL);
        chooser.setInitialFileName(suggestedName);
        return chosen(chooser.showSaveDialog(owner));
    }

    private FileChooser chooser(String title, ExtensionFilter... filters) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().setAll(filters);
        folder.filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        return chooser;
    }

    private Optional<Path> chosen(@Nullable File file) {
        if (file != null) {
            folder = Optional.ofNullable(file.getParentFile());
        }
        return Optional.ofNullable(file).map(File::toPath);
    }
}

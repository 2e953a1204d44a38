package dev.tokenyard.app.view.workload;

import dev.tokenyard.app.session.Presets;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.workload.SampleTraces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Chooses a trace: a file, a sample, requests like those of a published trace, or one of those opened last. */
final class TraceMenu extends MenuButton {
    /**
     * A menu.
     *
     * @param words what it says
     * @param name what it does, for those who do not see where it stands
     * @param files asks for a file
     * @param recent the files opened last
     * @param chosen takes the trace
     */
    TraceMenu(
            String words,
            Ikon icon,
            String name,
            WorkloadFiles files,
            Supplier<List<Path>> recent,
            Consumer<TraceSource> chosen) {
        super(words, new FontIcon(icon));
        setAccessibleText(name);
        getStyleClass().addAll("flat", "section-action");
        setMinWidth(USE_PREF_SIZE);
        setOnShowing(event -> getItems().setAll(items(files, recent.get(), chosen)));
        // A menu without items would not show.
        getItems().setAll(items(files, List.of(), chosen));
    }

    private static List<MenuItem> items(WorkloadFiles files, List<Path> recent, Consumer<TraceSource> chosen) {
        List<MenuItem> items = new ArrayList<>();
        items.add(item(
                "A trace file…",
                () -> files.traceToOpen().ifPresent(file -> chosen.accept(TraceSource.file(file.toString())))));
        items.add(new SeparatorMenuItem());
        for (String sample : SampleTraces.recipes().keySet()) {
            items.add(item("Sample: " + sample, () -> chosen.accept(TraceSource.sample(sample))));
        }
        items.add(new SeparatorMenuItem());
        for (Presets.Preset preset : Presets.all()) {
            items.add(item("Like " + preset.label(), () -> chosen.accept(TraceSource.sample(preset.name()))));
        }
        if (!recent.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        for (Path file : recent) {
            items.add(item(String.valueOf(file.getFileName()), () -> chosen.accept(TraceSource.file(file.toString()))));
        }
        return items;
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        // File names may hold underscores, which would be taken for keys.
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}

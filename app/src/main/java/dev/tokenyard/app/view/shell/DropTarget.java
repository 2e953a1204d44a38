package dev.tokenyard.app.view.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;

/** Takes files that are dropped anywhere onto the window. */
final class DropTarget {
    private DropTarget() {}

    /**
     * Makes a scene take files.
     *
     * @param hint shown while a file hovers over the window
     * @param opener takes the first of the dropped files
     */
    static void install(Scene scene, Region hint, Consumer<Path> opener) {
        scene.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
                hint.setVisible(true);
            }
            event.consume();
        });
        scene.setOnDragExited(event -> hint.setVisible(false));
        scene.setOnDragDropped(event -> {
            hint.setVisible(false);
            List<File> files = event.getDragboard().getFiles();
            if (!files.isEmpty()) {
                opener.accept(files.get(0).toPath());
            }
            event.setDropCompleted(!files.isEmpty());
            event.consume();
        });
    }
}

package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.viewmodel.Job;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Something that goes on in the background: what, how far, and a button that ends it. */
final class JobCard extends HBox {
    JobCard(Job job) {
        getStyleClass().addAll("message-card", "job");
        Label text = new Label(job.title() + " …");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(job.shareProperty());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(job.title());
        VBox lines = new VBox(text, bar);
        lines.getStyleClass().add("job-lines");
        HBox.setHgrow(lines, Priority.ALWAYS);
        Button cancel = new Button("Cancel");
        cancel.getStyleClass().add("flat");
        cancel.setId("cancel-job");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> {
            cancel.setDisable(true);
            job.cancel();
        });
        getChildren().addAll(new FontIcon(Feather.DOWNLOAD), lines, cancel);
    }
}

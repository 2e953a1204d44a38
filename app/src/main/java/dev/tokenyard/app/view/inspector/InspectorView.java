package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.view.theme.SectionHeading;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.InspectorContent;
import dev.tokenyard.app.viewmodel.InspectorViewModel;
import dev.tokenyard.app.viewmodel.InstanceDetail;
import dev.tokenyard.app.viewmodel.LaneDetail;
import dev.tokenyard.app.viewmodel.RequestDetail;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The right of the window: what is under the pointer or chosen. */
public final class InspectorView extends ScrollPane {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final InspectorViewModel model;
    private final ObservableValue<Theme> theme;
    private final VBox body = new VBox(10);
    private final SectionHeading title = new SectionHeading("Inspector");
    private final Hyperlink other = new Hyperlink();
    private final Hyperlink fork = new Hyperlink("Fork");
    private final Hyperlink go = new Hyperlink("", new FontIcon(Feather.CLOCK));
    private final Hyperlink copy = new Hyperlink("", new FontIcon(Feather.COPY));
    /** What it shows as text; part of that follows the clock. */
    private Supplier<String> text = () -> "";

    private Runnable forking = () -> {};
    private Object subject = "";
    private Subscription subscriptions = Subscription.EMPTY;
    /** Lets what is shown follow the clock. */
    private Subscription following = Subscription.EMPTY;

    /**
     * Builds the region; it follows nothing before {@link #activate()}.
     *
     * @param model what it shows
     * @param theme the colours to draw with
     */
    public InspectorView(InspectorViewModel model, ObservableValue<Theme> theme) {
        this.model = model;
        this.theme = theme;
        getStyleClass().addAll("inspector", "panel", "edge-left");
        getStylesheets()
                .add(Objects.requireNonNull(InspectorView.class.getResource("inspector.css"))
                        .toExternalForm());
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setContent(body);
        body.getStyleClass().add("inspector-body");
        copy.setOnAction(event -> copyText());
        copy.setId("copy-inspector");
        copy.setAccessibleText("Copy what the inspector shows as text");
        copy.setTooltip(new Tooltip("Copy what the inspector shows as text"));
        for (Hyperlink link : List.of(other, fork, go, copy)) {
            link.setMinWidth(USE_PREF_SIZE);
        }
        other.setId("inspector-other");
        // What is hidden leaves its room to the title.
        other.managedProperty().bind(other.visibleProperty());
        fork.setId("fork-lane");
        fork.managedProperty().bind(fork.visibleProperty());
        go.setId("go-to-request");
        go.managedProperty().bind(go.visibleProperty());
        go.setAccessibleText("Go to the arrival of the request");
        go.setTooltip(new Tooltip("Move the clock to the moment at which the request arrives"));
        fork.setAccessibleText("Fork from here");
        fork.setTooltip(new Tooltip("Go on from the present moment with another policy, in a lane beside this one"));
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (COPY.match(event)) {
                copyText();
                event.consume();
            }
        });
    }

    /** Says what is to be done when the user wants to fork the lane that is shown. */
    public void setOnFork(Runnable action) {
        forking = action;
    }

    /** Begins to follow the model, which begins to follow the selection. */
    public void activate() {
        deactivate();
        model.activate();
        subscriptions =
                Subscription.combine(model.contentProperty().subscribe(this::rebuild), theme.subscribe(this::rebuild));
        rebuild();
    }

    /** Stops following. */
    public void deactivate() {
        subscriptions.unsubscribe();
        subscriptions = Subscription.EMPTY;
        following.unsubscribe();
        following = Subscription.EMPTY;
        model.deactivate();
    }

    /** What it shows as plain text, for copying. */
    public String text() {
        return text.get();
    }

    private void copyText() {
        ClipboardContent clip = new ClipboardContent();
        clip.putString(text());
        Clipboard.getSystemClipboard().setContent(clip);
    }

    private void rebuild() {
        following.unsubscribe();
        following = Subscription.EMPTY;
        InspectorContent content = model.contentProperty().get();
        Object next = subject(content);
        if (!next.equals(subject)) {
            subject = next;
            setVvalue(getVmin());
        }
        if (content instanceof RequestDetail request) {
            RequestPane pane = new RequestPane(request, theme.getValue(), model::selectLane);
            String heading = "Request " + request.request();
            show(heading, pane, pane::text);
            if (model.hasInstance()) {
                offer("Instance", model::showInstance);
            } else {
                offer("Policy", model::showLane);
                offerToGo(request.request());
            }
        } else if (content instanceof InstanceDetail instance) {
            InstancePane pane = new InstancePane(instance, model.playback(), model::selectRequest);
            show(instance.info().name(), pane, pane::text);
            offer("Policy", model::showLane);
            following = pane.follow();
        } else if (content instanceof LaneDetail lane) {
            LanePane pane = new LanePane(lane, theme.getValue(), model::selectRequest, forecast(lane));
            String heading = lane.comparison().lanes().get(lane.lane()).card().title();
            show(heading, pane, pane::text);
            offer("Worst request", model::selectWorstRequest);
            other.setVisible(!lane.worst().isEmpty());
            offerFork(lane);
        }
    }

    /** What is inspected, whatever is new about it. */
    private static Object subject(@Nullable InspectorContent content) {
        if (content instanceof RequestDetail request) {
            return "request " + request.request();
        }
        if (content instanceof InstanceDetail instance) {
            return "instance " + instance.instance() + " of " + instance.lane();
        }
        return content instanceof LaneDetail lane ? "lane " + lane.lane() : "";
    }

    private void offerToGo(int request) {
        go.setVisible(true);
        go.setOnAction(event -> model.goToArrival(request));
    }

    private void offerFork(LaneDetail lane) {
        fork.setVisible(lane.comparison().canFork(lane.lane()));
        int number = lane.lane();
        // The lane itself must not be held: the link outlives what it shows.
        fork.setOnAction(event -> {
            model.selectLane(number);
            forking.run();
        });
    }

    private @Nullable ForecastPane forecast(LaneDetail lane) {
        return lane.forecasts() == null
                ? null
                : new ForecastPane(
                        lane.forecasts(), model.tickProperty(), model.forecastInstanceProperty(), theme.getValue());
    }

    private void show(String heading, Region pane, Supplier<String> words) {
        title.setWords(heading);
        fork.setVisible(false);
        go.setVisible(false);
        text = () -> heading + "\n" + words.get();
        body.getChildren().setAll(new InspectorHead(title, List.of(fork, go, other, copy)), pane);
    }

    private void offer(String words, Runnable action) {
        other.setText(words);
        other.setVisible(true);
        other.setOnAction(event -> action.run());
    }
}

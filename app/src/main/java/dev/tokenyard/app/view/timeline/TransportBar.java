package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.EventMoments;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.TimelineViewModel;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The row that drives the clock: play, step, speed, loop, and what time it is. */
final class TransportBar extends HBox {
    private static final double ROOM_FOR_HINT = 980;
    private static final double ROOM_FOR_HINT_AND_RANGE = 1200;

    private final TimelineViewModel model;
    private final PlaybackViewModel playback;
    private final FontIcon playIcon = FontIcon.of(Feather.PLAY);
    private final Button play = new Button("", playIcon);
    private final Label clock = new Label();
    private final Label length = new Label();
    private final MenuButton stepKind = new MenuButton();
    private final ToggleGroup kinds = new ToggleGroup();
    private final ToggleButton loop = new ToggleButton("", FontIcon.of(Feather.REPEAT));
    private final SpeedControl speed;
    private final RangeChip range;
    private final Label hint = new Label("Space play  ·  ← → step  ·  W A S D zoom and pan  ·  ? keys");
    private Subscription subscriptions = Subscription.EMPTY;

    TransportBar(TimelineViewModel model) {
        super(2);
        this.model = model;
        playback = model.playback();
        speed = new SpeedControl(playback);
        range = new RangeChip(playback);
        getStyleClass().add("transport");
        setAlignment(Pos.CENTER_LEFT);
        Button start = new Button("", FontIcon.of(Feather.SKIP_BACK));
        Button back = new Button("", FontIcon.of(Feather.CHEVRON_LEFT));
        Button forward = new Button("", FontIcon.of(Feather.CHEVRON_RIGHT));
        dress(start, "to-start", "Go to the start (Home)");
        dress(play, "play", "Play or pause (Space)");
        dress(back, "step-back", "Pause at the previous event of this kind, in any lane (←)");
        dress(forward, "step-forward", "Pause at the next event of this kind, in any lane (→)");
        dress(loop, "loop", "Start again at the end");
        start.setOnAction(event -> model.toStart());
        play.setOnAction(event -> playback.togglePlaying());
        back.setOnAction(event -> model.stepToPrevious());
        forward.setOnAction(event -> model.stepToNext());
        fillKinds();
        clock.getStyleClass().add("clock");
        clock.setId("clock");
        length.getStyleClass().add("secondary");
        List.of(clock, length, stepKind).forEach(part -> part.setMinWidth(USE_PREF_SIZE));
        hint.getStyleClass().addAll("secondary", "small");
        hint.setMinWidth(0);
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        getChildren()
                .addAll(
                        start, play, gap(6), clock, gap(4), length, gap(14), back, stepKind, forward, gap(12), speed,
                        gap(4), loop, gap(8), range, filler, hint);
    }

    private static void dress(ButtonBase button, String id, String tip) {
        button.setId(id);
        button.getStyleClass().add("flat");
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setFocusTraversable(true);
    }

    private static Region gap(double width) {
        Region gap = new Region();
        gap.setMinWidth(width);
        return gap;
    }

    private void fillKinds() {
        stepKind.setId("step-kind");
        stepKind.getStyleClass().add("flat");
        stepKind.setAccessibleText("What the step buttons step to");
        for (EventMoments.Kind kind : EventMoments.Kind.values()) {
            RadioMenuItem item = new RadioMenuItem(kind.label());
            item.setToggleGroup(kinds);
            item.setUserData(kind);
            item.setOnAction(event -> model.stepKindProperty().set(kind));
            stepKind.getItems().add(item);
        }
    }

    /** Where in the window its controls are, from the first to the last. */
    Bounds controls() {
        Bounds first = getChildren().get(0).getBoundsInParent();
        Bounds last = loop.getBoundsInParent();
        return localToScene(
                new BoundingBox(first.getMinX(), first.getMinY(), last.getMaxX() - first.getMinX(), first.getHeight()));
    }

    void activate() {
        deactivate();
        speed.activate();
        loop.selectedProperty().bindBidirectional(playback.loopingProperty());
        subscriptions = Subscription.combine(
                playback.tickProperty().subscribe(this::showClock),
                model.model().comparisonProperty().subscribe(this::showClock),
                model.model().comparisonProperty().subscribe(this::showLength),
                playback.endTickProperty().subscribe(this::showLength),
                playback.playingProperty().subscribe(this::showPlaying),
                playback.rangeProperty().subscribe(this::showRange),
                model.model().comparisonProperty().subscribe(this::showRange),
                model.stepKindProperty().subscribe(this::showKind),
                widthProperty().subscribe(this::showHint));
        showClock();
        showLength();
        showPlaying();
        showKind();
        showRange();
    }

    void deactivate() {
        speed.deactivate();
        loop.selectedProperty().unbindBidirectional(playback.loopingProperty());
        subscriptions.unsubscribe();
        subscriptions = Subscription.EMPTY;
    }

    private void showClock() {
        clock.setText(runClock().moment(playback.tick()));
    }

    private void showLength() {
        length.setText("of " + runClock().end(playback.endTick()));
    }

    private RunClock runClock() {
        Comparison comparison = model.model().comparisonProperty().get();
        return comparison == null ? RunClock.SECONDS : RunClock.of(comparison);
    }

    private void showPlaying() {
        playIcon.setIconCode(playback.playingProperty().get() ? Feather.PAUSE : Feather.PLAY);
    }

    private void showKind() {
        EventMoments.Kind kind = model.stepKindProperty().get();
        stepKind.setText(kind.label());
        kinds.getToggles().forEach(toggle -> toggle.setSelected(toggle.getUserData() == kind));
    }

    private void showRange() {
        range.show(playback.range(), runClock());
        showHint();
    }

    private void showHint() {
        hint.setVisible(getWidth() >= (range.isVisible() ? ROOM_FOR_HINT_AND_RANGE : ROOM_FOR_HINT));
        hint.setManaged(hint.isVisible());
    }
}

package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.app.session.InstanceFigures;
import dev.tokenyard.app.session.InstanceFigures.Figure;
import dev.tokenyard.app.session.InstanceReader;
import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.view.theme.SectionHeading;
import dev.tokenyard.app.viewmodel.BlockText;
import dev.tokenyard.app.viewmodel.InstanceDetail;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/**
 * An instance: what it does now and has done, and what the catalogue says of its GPU and model. The part that follows the clock is
 * laid out a few times a second while time runs, and at once when it stands.
 */
final class InstancePane extends VBox {
    private static final long PAUSE_NANOS = 200_000_000;
    private static final int MOST_LINKS = 24;

    private final InstanceDetail detail;
    private final PlaybackViewModel playback;
    private final IntConsumer chooseRequest;
    private final RunClock clock;
    private final LiveFacts now = new LiveFacts();
    private final LiveFacts past = new LiveFacts();
    private final Label blocked = new Label();
    private final FlowPane running = new FlowPane(4, 0);
    private final Label more = new Label();
    private final List<String> still = new ArrayList<>();
    private List<Integer> linked = List.of();
    private long refreshedNanos;

    InstancePane(InstanceDetail detail, PlaybackViewModel playback, IntConsumer chooseRequest) {
        super(10);
        this.detail = detail;
        this.playback = playback;
        this.chooseRequest = chooseRequest;
        clock = RunClock.of(detail.comparison());
        setId("instance-pane");
        addKind();
        blocked.setId("instance-blocked");
        blocked.setWrapText(true);
        blocked.setMinHeight(Region.USE_PREF_SIZE);
        blocked.setVisible(false);
        blocked.managedProperty().bind(blocked.visibleProperty());
        running.setId("instance-running");
        more.getStyleClass().add("secondary");
        getChildren()
                .addAll(
                        new SectionHeading("Now"),
                        now,
                        blocked,
                        new SectionHeading("In the batch"),
                        running,
                        new SectionHeading(pastTitle()),
                        past);
        InstanceFigures figures = detail.figures();
        if (figures != null) {
            addFigures("How its KV cache follows", figures.memory());
            addFigures("The GPU", figures.gpu());
            addFigures("The model", figures.model());
        }
        refresh();
    }

    private String pastTitle() {
        return detail.window().isWhole()
                ? "So far"
                : "So far, " + RangeWords.span(detail.window(), detail.comparison());
    }

    private void addKind() {
        InstanceInfo info = detail.info();
        FactRows facts = new FactRows();
        Comparison comparison = detail.comparison();
        facts.add("policy", comparison.lanes().get(detail.lane()).card().title());
        InstanceFigures figures = detail.figures();
        if (!info.modelId().isEmpty()) {
            facts.add("GPU", info.tensorParallel() + " × " + (figures == null ? info.gpuId() : figures.gpuName()));
            facts.add("model", figures == null ? info.modelId() : figures.modelName());
        }
        if (info.role() != InstanceRole.MIXED) {
            facts.add("role", info.role().id() + " only");
        }
        if (info.batchCap() < Integer.MAX_VALUE) {
            facts.add("batch cap", requests(info.batchCap()));
            facts.add("token budget", TimeText.count(info.tokenBudget(), "token", "tokens"));
        }
        if (info.prefixCache()) {
            facts.add("prefix cache", "on");
        }
        if (info.sharesGpus()) {
            facts.add("takes turns with", others(info));
        }
        getChildren().add(facts);
        still.addAll(facts.lines());
    }

    /** The models that share its GPUs. */
    private String others(InstanceInfo info) {
        List<String> models = new ArrayList<>();
        for (InstanceInfo other :
                detail.comparison().lanes().get(detail.lane()).log().instances()) {
            if (other.sharedGpus() == info.sharedGpus() && !other.modelId().equals(info.modelId())) {
                models.add(other.modelId());
            }
        }
        return String.join(", ", models);
    }

    private void addFigures(String heading, List<Figure> figures) {
        FactRows rows = new FactRows();
        // By work, so that each is named once.
        Map<String, List<String>> sources = new LinkedHashMap<>();
        for (Figure figure : figures) {
            rows.add(figure.name(), figure.value());
            if (!figure.source().isEmpty()) {
                String work = figure.source().replaceFirst(": .*", "");
                String place = figure.source().substring(work.length()).replaceFirst(": ", "");
                List<String> places = sources.computeIfAbsent(work, none -> new ArrayList<>());
                if (!place.isEmpty() && !places.contains(place)) {
                    places.add(place);
                }
            }
        }
        getChildren().addAll(new SectionHeading(heading), rows);
        still.add(heading);
        still.addAll(rows.lines());
        if (!sources.isEmpty()) {
            Label words = new Label("Source: "
                    + sources.entrySet().stream()
                            .map(work -> work.getValue().isEmpty()
                                    ? work.getKey()
                                    : work.getKey() + ": " + String.join(", ", work.getValue()))
                            .collect(Collectors.joining("; ")));
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
            words.getStyleClass().addAll("secondary", "small");
            getChildren().add(words);
            still.add(words.getText());
        }
    }

    /** Begins to follow the clock, until it is told to stop. */
    Subscription follow() {
        return Subscription.combine(
                playback.tickProperty().subscribe(this::tick),
                playback.playingProperty().subscribe(this::refresh));
    }

    private void tick() {
        if (!playback.playingProperty().get() || System.nanoTime() - refreshedNanos >= PAUSE_NANOS) {
            refresh();
        }
    }

    private void refresh() {
        refreshedNanos = System.nanoTime();
        long tick = playback.tick();
        InstanceReader.Now present = detail.reader().at(tick);
        showNow(present);
        showBlocked(present);
        showRunning(present.running());
        // Before the range begins nothing of it has happened.
        long from = detail.window().fromTick();
        long to = Math.max(from, Math.min(tick, detail.window().toTick()));
        showPast(detail.reader().between(from, to));
    }

    private void showNow(InstanceReader.Now present) {
        InstanceInfo info = detail.info();
        if (info.sharesGpus()) {
            now.set("its model", present.model().label());
        }
        int size = present.running().size();
        now.set(
                "batch",
                present.prefilling() == 0
                        ? requests(size)
                        : requests(size) + ", " + TimeText.count(present.prefilling()) + " in prefill");
        now.set("waiting", requests(present.waiting()));
        String memory = clock == RunClock.SECONDS ? "KV" : "memory";
        now.set(
                memory + " in use",
                blocks(present.usedBlocks()) + ", "
                        + FigureFormat.percent((double) present.usedBlocks() / info.kvBlocks()));
        now.set(memory + " held empty", blocks(present.reservedBlocks()));
        now.set("in host memory", info.hostBlocks() == 0 ? "" : blocks(present.hostBlocks()));
    }

    private static String requests(int count) {
        return TimeText.count(count, "request", "requests");
    }

    private String blocks(long count) {
        return TimeText.count(count) + " " + clock.memory(count);
    }

    private String ofBlocks(long count) {
        return TimeText.count(count) + " of " + blocks(detail.info().kvBlocks());
    }

    private void showBlocked(InstanceReader.Now present) {
        boolean is = present.blocked() != BlockReason.NONE;
        String words = is
                ? "Queue blocked: " + BlockText.of(present.blocked(), present.needed(), present.available(), clock)
                        + (present.blockedHead() < 0 ? "." : "; next is #" + present.blockedHead() + ".")
                : "";
        if (!words.equals(blocked.getText())) {
            blocked.setText(words);
            blocked.setVisible(is);
        }
    }

    private void showRunning(List<Integer> requests) {
        if (requests.equals(linked) && !running.getChildren().isEmpty()) {
            return;
        }
        linked = requests;
        running.getChildren().clear();
        for (int r : requests.subList(0, Math.min(MOST_LINKS, requests.size()))) {
            Hyperlink link = new Hyperlink("#" + r);
            link.setAccessibleText("Request " + r);
            link.setOnAction(event -> chooseRequest.accept(r));
            running.getChildren().add(link);
        }
        int rest = requests.size() - MOST_LINKS;
        more.setText(requests.isEmpty() ? "nobody" : "and " + TimeText.count(rest) + " more");
        if (requests.isEmpty() || rest > 0) {
            running.getChildren().add(more);
        }
    }

    private void showPast(InstanceReader.Past done) {
        past.set("in steps", FigureFormat.percent(done.busyShare()));
        past.set("steps", TimeText.count(done.steps()));
        past.set(
                "batch, mean",
                Double.isNaN(done.meanBatch()) ? "–" : String.format(Locale.ROOT, "%.1f requests", done.meanBatch()));
        past.set(clock == RunClock.SECONDS ? "KV, peak" : "memory, peak", ofBlocks(done.peakBlocks()));
        past.set("completed", requests(done.completed()));
        past.set("preemptions", TimeText.count(done.preemptions()));
        past.set("swapped out", detail.info().hostBlocks() == 0 ? "" : TimeText.count(done.swaps()));
        past.set("model loaded", detail.info().sharesGpus() ? TimeText.count(done.loads(), "time", "times") : "");
    }

    /** The pane as plain text, as of now. */
    String text() {
        refresh();
        List<String> lines = new ArrayList<>(still);
        lines.add("At " + clock.moment(playback.tick()));
        lines.addAll(now.lines());
        if (!blocked.getText().isEmpty()) {
            lines.add(blocked.getText());
        }
        lines.add("In the batch: "
                + (linked.isEmpty()
                        ? "nobody"
                        : String.join(", ", linked.stream().map(r -> "#" + r).toList())));
        lines.add(pastTitle());
        lines.addAll(past.lines());
        return String.join("\n", lines);
    }
}

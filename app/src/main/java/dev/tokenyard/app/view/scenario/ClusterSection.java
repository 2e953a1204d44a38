package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ClusterBuilder;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.ClusterSpec;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.sim.catalog.CalibrationTable;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.cost.StepTimeModels;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The serving side: GPUs, model, how many of them, and how they batch. */
final class ClusterSection extends Section {
    private static final List<Integer> TENSOR_PARALLEL = List.of(1, 2, 4, 8);

    private static final CalibrationTable CALIBRATION = CalibrationTable.builtIn();

    private final Supplier<ClusterBuilder> clusters;
    private final Map<String, String> gpuNames = new LinkedHashMap<>();
    private final Map<String, String> modelNames = new LinkedHashMap<>();
    private final ComboBox<String> gpu;
    private final ComboBox<String> modelBox;
    private final ComboBox<Integer> tensorParallel;
    private final EditField instances;
    private final ComboBox<String> batching;
    private final ComboBox<String> stepTime;
    private final Label kvCache = Rows.figure();
    private final Label calibration = new Label();
    private @Nullable HardwareCatalog offered;

    ClusterSection(ScenarioViewModel model, Supplier<ClusterBuilder> clusters, ScenarioActions actions) {
        super("Cluster", model);
        this.clusters = clusters;
        gpu = QuietChoice.of("GPU", gpuNames, id -> edit(() -> ScenarioEdits.gpu(id)));
        modelBox = QuietChoice.of("Model", modelNames, id -> edit(() -> ScenarioEdits.model(id)));
        tensorParallel =
                QuietChoice.of("Tensor parallel", numbers(), gpus -> edit(() -> ScenarioEdits.tensorParallel(gpus)));
        instances = new EditField(
                "Instances",
                3,
                text -> edit(() -> ScenarioEdits.instances(FieldText.parseCount("The number of instances", text))));
        instances.setId("instances");
        batching = QuietChoice.of(
                "Batching",
                ordered(BatchingModes.DEFAULT, "vLLM v1", TheoryMode.BATCHING, "theory, unit rounds"),
                mode -> edit(() -> ScenarioEdits.batching(mode)));
        stepTime = QuietChoice.of(
                "Step-time model",
                ordered(StepTimeModels.ROOFLINE, "roofline", StepTimeModels.UNIT, "one second a step"),
                label -> edit(() -> ScenarioEdits.stepTime(label)));
        gpu.setId("gpu");
        modelBox.setId("model");
        Label router = Rows.figure();
        router.setText("least outstanding");
        VBox card = new VBox(
                instancesRow(),
                modelRow(),
                Rows.of("KV cache", kvCache),
                Rows.of("batching", batching),
                Rows.of("router", router),
                Rows.of("step-time model", stepTime));
        card.getStyleClass().addAll("card", "cluster-card");
        calibration.setId("calibration");
        calibration.getStyleClass().addAll("small", "secondary");
        calibration.setWrapText(true);
        calibration.managedProperty().bind(calibration.visibleProperty());
        content().getChildren().addAll(card, calibration, standingProblem(model));
        addToHeader(addButton(actions));
    }

    private static Button addButton(ScenarioActions actions) {
        Button add = new Button("add", new FontIcon(Feather.PLUS));
        add.setId("add-catalog");
        add.getStyleClass().addAll("flat", "section-action");
        add.setAccessibleText("Add GPUs and models from a file");
        add.setTooltip(new Tooltip("Add GPUs and models from a JSON file"));
        add.setOnAction(event -> actions.chooseCatalog());
        return add;
    }

    /** Why the scenario cannot be run; most often the model does not fit the GPU, so it stands here. */
    private static Label standingProblem(ScenarioViewModel model) {
        Label problem = new Label();
        problem.setId("scenario-problem");
        problem.getStyleClass().addAll("small", "violation", "field-problem");
        problem.setWrapText(true);
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        return problem;
    }

    private HBox instancesRow() {
        return Rows.of("instances", new HBox(instances, sign("×"), gpu));
    }

    private HBox modelRow() {
        modelBox.getStyleClass().add("model-name");
        tensorParallel.getStyleClass().add("degree");
        return Rows.of("model", new HBox(modelBox, sign("TP"), tensorParallel));
    }

    private static Label sign(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("secondary", "row-sign");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    @Override
    void show(ScenarioSpec spec) {
        ClusterSpec cluster = spec.cluster();
        offer(clusters.get().catalog());
        gpu.setValue(cluster.gpu());
        modelBox.setValue(cluster.model());
        tensorParallel.setValue(cluster.tensorParallel());
        instances.display(Integer.toString(cluster.instances()));
        batching.setValue(cluster.batching());
        stepTime.setValue(cluster.stepTime());
        kvCache.setText(kvText(cluster));
        calibration.setText(CALIBRATION.sentence(cluster.gpu(), cluster.model(), cluster.tensorParallel()));
        calibration.setVisible(cluster.stepTime().equals(StepTimeModels.ROOFLINE)
                && !cluster.batching().equals(TheoryMode.BATCHING));
    }

    private void offer(HardwareCatalog catalog) {
        if (catalog == offered) {
            return;
        }
        offered = catalog;
        gpuNames.clear();
        for (GpuSpec spec : catalog.gpus()) {
            // As the stage names the instances.
            gpuNames.put(spec.id(), spec.id().toUpperCase(Locale.ROOT));
        }
        modelNames.clear();
        for (ModelSpec spec : catalog.models()) {
            modelNames.put(spec.id(), spec.name());
        }
        QuietChoice.refill(gpu, gpuNames);
        QuietChoice.refill(modelBox, modelNames);
    }

    private String kvText(ClusterSpec cluster) {
        try {
            int blocks =
                    cluster.kvBlocks() > 0 ? cluster.kvBlocks() : clusters.get().blocksThatFit(cluster);
            return TimeText.count(blocks) + " blocks × " + cluster.blockTokens() + " tok";
        } catch (IllegalArgumentException doesNotFit) {
            return "does not fit";
        }
    }

    private static Map<Integer, String> numbers() {
        Map<Integer, String> numbers = new LinkedHashMap<>();
        TENSOR_PARALLEL.forEach(degree -> numbers.put(degree, degree.toString()));
        return numbers;
    }

    private static Map<String, String> ordered(String firstKey, String first, String secondKey, String second) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(firstKey, first);
        names.put(secondKey, second);
        return names;
    }
}

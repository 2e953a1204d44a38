package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ClusterBuilder;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.ClusterSpec;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.cost.StepTimeModels;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The serving side: GPUs, model, how many of them, and how they batch. */
final class ClusterSection extends Section {
    private static final List<Integer> TENSOR_PARALLEL = List.of(1, 2, 4, 8);

    private final ClusterBuilder clusters;
    private final ComboBox<String> gpu;
    private final ComboBox<String> modelBox;
    private final ComboBox<Integer> tensorParallel;
    private final EditField instances;
    private final ComboBox<String> batching;
    private final ComboBox<String> stepTime;
    private final Label kvCache = Rows.figure();

    ClusterSection(ScenarioViewModel model, HardwareCatalog catalog, ClusterBuilder clusters) {
        super("Cluster", model);
        this.clusters = clusters;
        gpu = QuietChoice.of("GPU", gpuNames(catalog), id -> edit(() -> ScenarioEdits.gpu(id)));
        modelBox = QuietChoice.of("Model", modelNames(catalog), id -> edit(() -> ScenarioEdits.model(id)));
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
        content().getChildren().add(card);
        content().getChildren().add(standingProblem(model));
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
        gpu.setValue(cluster.gpu());
        modelBox.setValue(cluster.model());
        tensorParallel.setValue(cluster.tensorParallel());
        instances.display(Integer.toString(cluster.instances()));
        batching.setValue(cluster.batching());
        stepTime.setValue(cluster.stepTime());
        kvCache.setText(kvText(cluster));
    }

    private String kvText(ClusterSpec cluster) {
        try {
            int blocks = cluster.kvBlocks() > 0 ? cluster.kvBlocks() : clusters.blocksThatFit(cluster);
            return TimeText.count(blocks) + " blocks × " + cluster.blockTokens() + " tok";
        } catch (IllegalArgumentException doesNotFit) {
            return "does not fit";
        }
    }

    private static Map<String, String> gpuNames(HardwareCatalog catalog) {
        Map<String, String> names = new LinkedHashMap<>();
        for (GpuSpec spec : catalog.gpus()) {
            // As the stage names the instances.
            names.put(spec.id(), spec.id().toUpperCase(Locale.ROOT));
        }
        return names;
    }

    private static Map<String, String> modelNames(HardwareCatalog catalog) {
        Map<String, String> names = new LinkedHashMap<>();
        for (ModelSpec spec : catalog.models()) {
            names.put(spec.id(), spec.name());
        }
        return names;
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

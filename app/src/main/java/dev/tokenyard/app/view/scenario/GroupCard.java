package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ClusterBuilder;
import dev.tokenyard.app.session.ClusterSpec;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.catalog.CalibrationTable;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.scene.Node;
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

/** Instances of one kind: how many, on what, and serving what. */
final class GroupCard extends VBox {
    private static final List<Integer> TENSOR_PARALLEL = List.of(1, 2, 4, 8);

    private static final CalibrationTable CALIBRATION = CalibrationTable.builtIn();

    private final Supplier<ClusterBuilder> clusters;
    private final Map<String, String> gpuNames = new LinkedHashMap<>();
    private final Map<String, String> modelNames = new LinkedHashMap<>();
    private final ComboBox<String> gpu;
    private final ComboBox<String> model;
    private final ComboBox<Integer> tensorParallel;
    private final EditField instances;
    private final EditField memory;
    private final Button remove = new Button("", new FontIcon(Feather.X));
    private final Label kvCache = Rows.figure();
    private final Label calibration = new Label();
    private final GroupDetails details;
    /** What says on which GPU and with which model, of which the theory mode has none. */
    private final List<Node> hardware;

    private final HBox memoryRow;
    private @Nullable HardwareCatalog offered;

    /**
     * A card.
     *
     * @param index number of the group in the cluster
     * @param editor applies a change, and says whether it was accepted
     */
    GroupCard(int index, Supplier<ClusterBuilder> clusters, Section.Editor editor) {
        this.clusters = clusters;
        String of = index == 0 ? "" : " of group " + (index + 1);
        gpu = QuietChoice.of("GPU" + of, gpuNames, id -> editor.edit(() -> ScenarioEdits.gpu(index, id)));
        model = QuietChoice.of("Model" + of, modelNames, id -> editor.edit(() -> ScenarioEdits.model(index, id)));
        tensorParallel = QuietChoice.of(
                "Tensor parallel" + of,
                numbers(),
                gpus -> editor.edit(() -> ScenarioEdits.tensorParallel(index, gpus)));
        instances = new EditField(
                "Instances" + of,
                3,
                text -> editor.edit(
                        () -> ScenarioEdits.instances(index, FieldText.parseCount("The number of instances", text))));
        memory = new EditField(
                "Memory in tokens" + of,
                5,
                text -> editor.edit(() -> ScenarioEdits.kvBlocks(index, FieldText.parseCount("The memory", text))));
        String suffix = index == 0 ? "" : "-" + index;
        Rows.explain(memory, "memory-tokens" + suffix, "The memory M of a worker, in tokens.");
        memory.getStyleClass().add("memory");
        instances.setId("instances" + suffix);
        gpu.setId("gpu" + suffix);
        model.setId("model" + suffix);
        details = new GroupDetails(index, of, suffix, modelNames, editor);
        calibration.setId("calibration" + suffix);
        calibration.getStyleClass().addAll("small", "secondary");
        calibration.setWrapText(true);
        calibration.managedProperty().bind(calibration.visibleProperty());
        remove.setId("remove-group" + suffix);
        remove.getStyleClass().addAll("flat", "group-remove");
        remove.setAccessibleText("Remove group " + (index + 1));
        remove.setTooltip(new Tooltip("Remove these instances"));
        remove.setOnAction(event -> editor.edit(() -> ScenarioEdits.removeGroup(index)));
        remove.setMinWidth(Region.USE_PREF_SIZE);
        // It stands in the card's padding, so that names of GPUs keep their room.
        HBox.setMargin(remove, new Insets(2, -9, 0, -1));
        remove.managedProperty().bind(remove.visibleProperty());
        getStyleClass().addAll("card", "cluster-card");
        model.getStyleClass().add("model-name");
        tensorParallel.getStyleClass().add("degree");
        Label times = sign("×");
        HBox modelRow = Rows.of("model", new HBox(model, sign("TP"), tensorParallel));
        HBox cacheRow = Rows.of("KV cache", kvCache);
        memoryRow = Rows.of("memory (tok)", memory);
        hardware = List.of(times, gpu, modelRow, cacheRow);
        hardware.forEach(part -> part.managedProperty().bind(part.visibleProperty()));
        memoryRow.managedProperty().bind(memoryRow.visibleProperty());
        getChildren()
                .addAll(
                        Rows.of("instances", new HBox(instances, times, gpu, remove)),
                        modelRow,
                        cacheRow,
                        memoryRow,
                        calibration,
                        details);
    }

    private static Label sign(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("secondary", "row-sign");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /**
     * Shows a group of a cluster.
     *
     * @param evicting the names of the policies that evict to host memory by themselves
     * @param calibrated whether step times are those of the roofline, so that its error is worth a word
     */
    void show(InstanceGroup group, ClusterSpec cluster, List<String> evicting, boolean calibrated) {
        offer(clusters.get().catalog());
        gpu.setValue(group.gpu());
        model.setValue(group.model());
        tensorParallel.setValue(group.tensorParallel());
        instances.display(Integer.toString(group.count()));
        hardware.forEach(part -> part.setVisible(!cluster.isTheory()));
        memoryRow.setVisible(cluster.isTheory());
        memory.display(group.kvBlocks() == 0 ? "" : Integer.toString(group.kvBlocks()));
        kvCache.setText(kvText(group));
        remove.setVisible(cluster.groups().size() > 1);
        details.show(group, cluster, evicting, loading(group));
        calibration.setText(CALIBRATION.sentence(group.gpu(), group.model(), group.tensorParallel()));
        calibration.setVisible(calibrated);
    }

    private String loading(InstanceGroup group) {
        if (!group.turns().isDerived()) {
            return "";
        }
        try {
            return group.models().stream()
                    .map(id -> String.format(
                            Locale.ROOT,
                            "%s %.1f s",
                            modelNames.getOrDefault(id, id),
                            clusters.get().loadSeconds(group, id)))
                    .collect(Collectors.joining(" · "));
        } catch (IllegalArgumentException unknown) {
            return "";
        }
    }

    private String kvText(InstanceGroup group) {
        try {
            int blocks =
                    group.kvBlocks() > 0 ? group.kvBlocks() : clusters.get().blocksThatFit(group);
            return TimeText.count(blocks) + " blocks × " + group.limits().blockTokens() + " tok";
        } catch (IllegalArgumentException doesNotFit) {
            return "does not fit";
        }
    }

    private void offer(HardwareCatalog catalog) {
        if (catalog == offered) {
            return;
        }
        offered = catalog;
        gpuNames.clear();
        for (GpuSpec spec : catalog.gpus()) {
            gpuNames.put(spec.id(), ClusterBuilder.gpuName(spec.id()));
        }
        modelNames.clear();
        for (ModelSpec spec : catalog.models()) {
            modelNames.put(spec.id(), spec.name());
        }
        QuietChoice.refill(gpu, gpuNames);
        QuietChoice.refill(model, modelNames);
    }

    private static Map<Integer, String> numbers() {
        Map<Integer, String> numbers = new LinkedHashMap<>();
        TENSOR_PARALLEL.forEach(degree -> numbers.put(degree, degree.toString()));
        return numbers;
    }
}

package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ClusterSpec;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.MechanismEdits;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.viewmodel.ClusterText;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.sim.model.InstanceRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The part that the instances of a group play, their memory and the limits of their batches. */
final class GroupDetails extends VBox {
    private final Disclosure disclosure;
    private final TurnsFields turns;
    private final ComboBox<InstanceRole> role;
    private final EditField hostMemory;
    private final Label hostMemoryNote = new Label();
    private final Switch prefixCache;
    private final EditField kvBlocks;
    private final EditField blockTokens;
    private final EditField batchCap;
    private final EditField tokenBudget;
    /** What the theory mode does not know. */
    private final List<HBox> limits = new ArrayList<>();

    /**
     * Details.
     *
     * @param index number of the group in the cluster
     * @param of the words that tell the group from others, for a screen reader
     * @param suffix the end of ids that tells it from others
     * @param modelNames the models to choose from
     * @param editor applies a change, and says whether it was accepted
     */
    GroupDetails(int index, String of, String suffix, Map<String, String> modelNames, Section.Editor editor) {
        turns = new TurnsFields(index, of, suffix, modelNames, editor);
        disclosure = new Disclosure("models, role, memory, limits", "details" + suffix, of);
        role = QuietChoice.of(
                "Role" + of, roleNames(), chosen -> editor.edit(() -> MechanismEdits.role(index, chosen)));
        hostMemory = field(
                "Host memory in GiB" + of,
                text -> editor.edit(
                        () -> MechanismEdits.hostMemory(index, FieldText.parseNumber("The host memory", text))));
        prefixCache = new Switch("Prefix cache" + of, on -> editor.edit(() -> MechanismEdits.prefixCache(index, on)));
        kvBlocks = field(
                "KV blocks" + of,
                text -> editor.edit(() -> ScenarioEdits.kvBlocks(index, ClusterText.parseBlocks(text))));
        blockTokens = field(
                "Tokens in a KV block" + of,
                text -> editor.edit(
                        () -> MechanismEdits.blockTokens(index, FieldText.parseCount("The block size", text))));
        batchCap = field(
                "Batch cap" + of,
                text -> editor.edit(() -> MechanismEdits.batchCap(index, FieldText.parseCount("The batch cap", text))));
        tokenBudget = field(
                "Token budget" + of,
                text -> editor.edit(
                        () -> MechanismEdits.tokenBudget(index, FieldText.parseCount("The token budget", text))));
        Rows.explain(
                role,
                "role" + suffix,
                "Prefill instances process prompts and hand requests over; decode instances take them"
                        + " over and generate. Both kinds are needed, and a KV link between them.");
        Rows.explain(
                hostMemory,
                "host-memory" + suffix,
                "Memory of the host, in GiB for each instance, to which victims of a"
                        + " shortage are swapped. 0 for none.");
        Rows.explain(
                prefixCache,
                "prefix-cache" + suffix,
                "Prompt blocks are kept for later requests that begin alike, where the" + " trace tells which do.");
        Rows.explain(
                kvBlocks, "kv-blocks" + suffix, "KV blocks of each instance, or \"all\" that fit beside the weights.");
        Rows.explain(blockTokens, "block-tokens" + suffix, "Tokens in a KV block.");
        Rows.explain(batchCap, "batch-cap" + suffix, "Most requests in a batch.");
        Rows.explain(
                tokenBudget,
                "token-budget" + suffix,
                "Most tokens in a step: prompt chunks and one for each that decodes.");
        hostMemoryNote.setId("host-memory-note" + suffix);
        hostMemoryNote.getStyleClass().addAll("small", "secondary");
        hostMemoryNote.setWrapText(true);
        hostMemoryNote.visibleProperty().bind(hostMemoryNote.textProperty().isNotEmpty());
        hostMemoryNote.managedProperty().bind(hostMemoryNote.visibleProperty());
        List<HBox> before = List.of(Rows.of("serves", role), Rows.of("host memory (GiB)", hostMemory));
        List<HBox> after = List.of(
                Rows.of("KV blocks", kvBlocks),
                Rows.of("block size (tok)", blockTokens),
                Rows.of("batch cap (req)", batchCap),
                Rows.of("token budget (tok)", tokenBudget));
        disclosure.add(turns);
        before.forEach(disclosure::add);
        disclosure.add(hostMemoryNote, Rows.of("prefix cache", prefixCache));
        after.forEach(disclosure::add);
        limits.addAll(before);
        limits.addAll(after);
        limits.forEach(row -> row.managedProperty().bind(row.visibleProperty()));
        getChildren().add(disclosure);
    }

    private static EditField field(String name, Predicate<String> commit) {
        return new EditField(name, 5, commit);
    }

    private static Map<InstanceRole, String> roleNames() {
        Map<InstanceRole, String> names = new LinkedHashMap<>();
        names.put(InstanceRole.MIXED, "prefill and decode");
        names.put(InstanceRole.PREFILL, "prefill only");
        names.put(InstanceRole.DECODE, "decode only");
        return names;
    }

    /**
     * Shows a group of a cluster.
     *
     * @param evicting the names of the policies that evict to host memory by themselves
     * @param loading what loading its models takes where that is derived, in words; empty where it is not
     */
    void show(InstanceGroup group, ClusterSpec cluster, List<String> evicting, String loading) {
        turns.setVisible(!cluster.isTheory());
        turns.show(group, loading);
        limits.forEach(row -> row.setVisible(!cluster.isTheory()));
        hostMemoryNote.setText(cluster.isTheory() ? "" : ClusterText.hostMemoryNote(group, cluster, evicting));
        show(group.limits(), group, cluster);
    }

    private void show(InstanceGroup.Limits limits, InstanceGroup group, ClusterSpec cluster) {
        role.setValue(group.role());
        hostMemory.display(FieldText.number(limits.hostGib()));
        prefixCache.display(limits.prefixCache());
        kvBlocks.display(ClusterText.blocks(limits.kvBlocks()));
        blockTokens.display(Integer.toString(limits.blockTokens()));
        batchCap.display(Integer.toString(limits.batchCap()));
        tokenBudget.display(Integer.toString(limits.tokenBudget()));
        disclosure.summarize(cluster.isTheory() ? "" : ClusterText.details(group));
    }
}

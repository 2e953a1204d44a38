package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ClusterSpec;
import dev.tokenyard.app.session.MechanismEdits;
import dev.tokenyard.app.viewmodel.ClusterText;
import dev.tokenyard.app.viewmodel.FieldText;
import javafx.scene.layout.VBox;

/** How requests leave an instance before they are done: swapped to host memory, or sent to another over a link. */
final class MechanismFields extends VBox {
    private final Disclosure disclosure = new Disclosure("swapping and links", "mechanisms", "");
    private final Switch swapping;
    private final EditField kvLink;
    private final Switch migration;

    /**
     * Fields.
     *
     * @param editor applies a change, and says whether it was accepted
     */
    MechanismFields(Section.Editor editor) {
        swapping = new Switch("Swap victims to host memory", on -> editor.edit(() -> MechanismEdits.swapping(on)));
        kvLink = new EditField(
                "KV link in GB/s",
                5,
                text -> editor.edit(() -> MechanismEdits.kvLink(FieldText.parseNumber("The KV link", text))));
        migration = new Switch("Live migration", on -> editor.edit(() -> MechanismEdits.migration(on)));
        Rows.explain(
                swapping,
                "swapping",
                "Victims of a shortage of memory are swapped to host memory instead of recomputed. Only"
                        + " vLLM v0 swaps, so it becomes the batching mode.");
        Rows.explain(
                kvLink,
                "kv-link",
                "Bandwidth at which each instance sends KV blocks to others, in GB/s. 0 for no link.");
        Rows.explain(
                migration, "migration", "Load is balanced by moving requests, while they decode, over the KV link.");
        disclosure.add(
                Rows.of("swap victims", swapping),
                Rows.of("KV link (GB/s)", kvLink),
                Rows.of("live migration", migration));
        getChildren().add(disclosure);
    }

    /** Shows a cluster. */
    void show(ClusterSpec cluster) {
        swapping.display(cluster.swaps());
        kvLink.display(FieldText.number(cluster.links().gigabytesPerSecond()));
        migration.display(cluster.links().migration());
        disclosure.summarize(ClusterText.mechanisms(cluster));
    }
}

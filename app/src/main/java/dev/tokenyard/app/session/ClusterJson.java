package dev.tokenyard.app.session;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.cost.StepTimeModels;
import dev.tokenyard.sim.model.InstanceRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Clusters in scenario files: a list of {@code groups}, and what holds for all of them. Files of version 1 had one kind
 * of instance, whose fields stood beside the others instead of in a list; they are read as a list of one.
 */
final class ClusterJson {
    private static final String GROUPS = "groups";
    private static final String ROLE = "role";
    private static final Set<String> OF_GROUP = Set.of(
            "gpu",
            "model",
            "tensor_parallel",
            "instances",
            "kv_blocks",
            "block_size",
            "batch_cap",
            "token_budget",
            "host_gib",
            "prefix_cache",
            ROLE,
            "other_models",
            "load_seconds");
    private static final Set<String> OF_ALL =
            Set.of("batching", "batching_knobs", "router", "cost", "kv_link_gb_per_s", "migration");

    private ClusterJson() {}

    static ObjectNode write(ClusterSpec cluster) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode groups = node.putArray(GROUPS);
        for (InstanceGroup group : cluster.groups()) {
            ObjectNode one = groups.addObject()
                    .put("gpu", group.gpu())
                    .put("model", group.model())
                    .put("tensor_parallel", group.tensorParallel())
                    .put("instances", group.count())
                    .put("kv_blocks", group.limits().kvBlocks())
                    .put("block_size", group.limits().blockTokens())
                    .put("batch_cap", group.limits().batchCap())
                    .put("token_budget", group.limits().tokenBudget());
            if (group.limits().hostGib() > 0) {
                one.put("host_gib", group.limits().hostGib());
            }
            if (group.limits().prefixCache()) {
                one.put("prefix_cache", true);
            }
            if (group.role() != InstanceRole.MIXED) {
                one.put(ROLE, group.role().id());
            }
            if (!group.turns().otherModels().isEmpty()) {
                ArrayNode others = one.putArray("other_models");
                group.turns().otherModels().forEach(others::add);
            }
            if (!group.turns().isDerived()) {
                one.put("load_seconds", group.turns().loadSeconds());
            }
        }
        node.put("batching", cluster.batching().id());
        KnobsJson.write(
                node.putObject("batching_knobs"),
                cluster.batching().id(),
                cluster.batching().knobs());
        node.put("router", cluster.router());
        node.put("cost", cluster.stepTime());
        if (cluster.links().gigabytesPerSecond() > 0) {
            node.put("kv_link_gb_per_s", cluster.links().gigabytesPerSecond());
        }
        if (cluster.links().migration()) {
            node.put("migration", true);
        }
        return node;
    }

    static ClusterSpec read(JsonFields cluster) throws ScenarioException {
        List<InstanceGroup> groups = new ArrayList<>();
        if (cluster.has(GROUPS)) {
            cluster.allowOnly(union(OF_ALL, Set.of(GROUPS)));
            for (int i = 0; i < cluster.list(GROUPS).size(); i++) {
                groups.add(group(cluster.element(GROUPS, i).allowOnly(OF_GROUP)));
            }
        } else {
            groups.add(group(cluster.allowOnly(union(OF_ALL, OF_GROUP))));
        }
        String mode = cluster.text("batching", BatchingModes.DEFAULT);
        return new ClusterSpec(
                groups,
                new ModeChoice(mode, KnobsJson.read(cluster, "batching_knobs", mode)),
                cluster.text("router", Routers.DEFAULT),
                cluster.text("cost", StepTimeModels.ROOFLINE),
                new ClusterSpec.Links(
                        cluster.number("kv_link_gb_per_s", 0, 0, Double.MAX_VALUE), cluster.flag("migration")));
    }

    private static InstanceGroup group(JsonFields group) throws ScenarioException {
        InstanceGroup.Limits usual = InstanceGroup.Limits.DEFAULT;
        return new InstanceGroup(
                group.wholeNumber("instances", 1, 1, ClusterBuilder.MOST_INSTANCES),
                new InstanceGroup.Deployment(
                        group.text("gpu"),
                        group.text("model"),
                        group.wholeNumber("tensor_parallel", 1, 1, Integer.MAX_VALUE),
                        role(group),
                        turns(group)),
                new InstanceGroup.Limits(
                        group.wholeNumber("kv_blocks", usual.kvBlocks(), 0, Integer.MAX_VALUE),
                        group.wholeNumber("block_size", usual.blockTokens(), 1, Integer.MAX_VALUE),
                        group.wholeNumber("batch_cap", usual.batchCap(), 1, Integer.MAX_VALUE),
                        group.wholeNumber("token_budget", usual.tokenBudget(), 1, Integer.MAX_VALUE),
                        group.number("host_gib", usual.hostGib(), 0, ClusterBuilder.MOST_HOST_GIB),
                        group.flag("prefix_cache")));
    }

    private static InstanceGroup.Turns turns(JsonFields group) throws ScenarioException {
        List<String> others = new ArrayList<>();
        if (group.has("other_models")) {
            for (JsonNode model : group.list("other_models")) {
                if (!model.isString()) {
                    throw new ScenarioException("The field " + group.at("other_models") + " has the entry " + model
                            + "; list the names of models.");
                }
                others.add(model.stringValue());
            }
        }
        if (!group.has("load_seconds")) {
            return new InstanceGroup.Turns(others, InstanceGroup.Turns.DERIVED);
        }
        return new InstanceGroup.Turns(others, group.number("load_seconds", 0, 0, Double.MAX_VALUE));
    }

    private static InstanceRole role(JsonFields group) throws ScenarioException {
        Optional<InstanceRole> role = InstanceRole.byId(group.text(ROLE, InstanceRole.MIXED.id()));
        if (role.isEmpty()) {
            throw group.unknown(ROLE, "\"mixed\", \"prefill\" or \"decode\"");
        }
        return role.get();
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }
}

package dev.tokenyard.app.session.fidelity;

import dev.tokenyard.sim.catalog.JsonFault;
import dev.tokenyard.sim.table.TableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The configuration of a reference run, as far as a simulation needs it.
 *
 * @param model the model's name, for instance {@code meta-llama/Llama-2-7b-hf}
 * @param gpu the GPU's name, for instance {@code a100}
 * @param gpuMemoryGigabytes its memory, to tell its variants apart
 * @param tensorParallel GPUs that share the model
 * @param scheduler the scheduler's name, for instance {@code vllm}
 * @param kvBlocks KV blocks
 * @param blockTokens tokens in a KV block
 * @param batchCap most sequences in a batch
 * @param watermark share of the blocks that an admission leaves free
 * @param stepTokens most tokens in a step: of a vLLM batch with its padding, or Sarathi's chunk
 */
public record ReferenceConfig(
        String model,
        String gpu,
        int gpuMemoryGigabytes,
        int tensorParallel,
        String scheduler,
        int kvBlocks,
        int blockTokens,
        int batchCap,
        double watermark,
        int stepTokens) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String REPLICA = "/config/cluster_config/replica_config";
    private static final String SCHEDULER = "/config/cluster_config/replica_scheduler_config";
    private static final int MOST_BLOCKS = 1 << 30;
    private static final int MOST_TOKENS = 1 << 24;

    /**
     * Reads the configuration of a run.
     *
     * @throws TableException if the file is missing or damaged
     */
    public static ReferenceConfig read(Path file) {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new TableException(
                    file + " cannot be read; expected the configuration of a reference run.", unreadable);
        } catch (JacksonException notJson) {
            throw new TableException(
                    file + " is not valid JSON" + JsonFault.describe(notJson)
                            + ". Expected the configuration of a reference run.",
                    notJson);
        }
        Fields fields = new Fields(file, root);
        fields.requireOne("/config/cluster_config/num_replicas", "replicas");
        fields.requireOne(REPLICA + "/num_pipeline_stages", "pipeline stages");
        String scheduler = fields.text(SCHEDULER + "/name");
        return new ReferenceConfig(
                fields.text(REPLICA + "/model_name"),
                fields.text(REPLICA + "/device"),
                fields.count(REPLICA + "/device_config/total_memory_gb", 1 << 20),
                fields.count(REPLICA + "/tensor_parallel_size", 1024),
                scheduler,
                fields.count("/num_blocks", MOST_BLOCKS),
                fields.count("/block_size", MOST_TOKENS),
                fields.count(SCHEDULER + "/batch_size_cap", MOST_TOKENS),
                fields.share(SCHEDULER + "/watermark_blocks_fraction"),
                scheduler.equals("sarathi")
                        ? fields.count(SCHEDULER + "/chunk_size", MOST_TOKENS)
                        : fields.has(SCHEDULER + "/max_tokens_in_batch")
                                ? fields.count(SCHEDULER + "/max_tokens_in_batch", MOST_TOKENS)
                                : MOST_TOKENS);
    }

    /** Fields of a document by path, checked. */
    private record Fields(Path file, JsonNode root) {
        boolean has(String path) {
            return !root.at(path).isMissingNode();
        }

        /** One is also what a document means that says nothing. */
        void requireOne(String path, String what) {
            if (has(path) && root.at(path).asDouble(0) != 1) {
                throw wrong(path, root.at(path), "1: only runs without several " + what + " can be compared");
            }
        }

        String text(String path) {
            JsonNode node = root.at(path);
            if (!node.isString() || node.asString().isBlank()) {
                throw wrong(path, node, "a text");
            }
            return node.asString();
        }

        int count(String path, int most) {
            JsonNode node = root.at(path);
            double value = node.isNumber() ? node.asDouble() : Double.NaN;
            if (!(value >= 1 && value <= most && value == Math.rint(value))) {
                throw wrong(path, node, "a whole number from 1 to " + most);
            }
            return (int) value;
        }

        double share(String path) {
            JsonNode node = root.at(path);
            double value = node.isNumber() ? node.asDouble() : Double.NaN;
            if (!(value >= 0 && value <= 0.5)) {
                throw wrong(path, node, "a share from 0 to 0.5");
            }
            return value;
        }

        private TableException wrong(String path, JsonNode node, String expected) {
            String shown = node.isMissingNode() ? "missing" : node.toString();
            return new TableException("In " + file + ", " + path.substring(1).replace('/', '.') + " is "
                    + (shown.length() > 60 ? shown.substring(0, 60) + "..." : shown) + "; expected " + expected + ".");
        }
    }
}

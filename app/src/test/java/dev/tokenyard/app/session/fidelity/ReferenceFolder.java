package dev.tokenyard.app.session.fidelity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes folders of reference runs by hand. */
public final class ReferenceFolder {
    private static final String CONFIG = """
            {"num_blocks": 100, "block_size": 16, "config": {"cluster_config": {
              "num_replicas": 1,
              "replica_config": {"model_name": "meta-llama/Llama-2-7b-hf", "device": "a100",
                "tensor_parallel_size": 1, "device_config": {"total_memory_gb": 80}},
              "replica_scheduler_config": {"name": "vllm", "batch_size_cap": 8,
                "watermark_blocks_fraction": 0.01, "max_tokens_in_batch": 4096}}}}
            """;

    /** One request of 20 and 3 tokens, then one of 30 and 2 that arrives in the second step. */
    private static final String REQUESTS = """
            request_id,arrival_s,prefill_tokens,decode_tokens,first_scheduled_s,first_token_s,completed_s
            0,1.000000,20,3,1.000000,1.010000,1.050000
            1,1.015000,30,2,1.020000,1.040000,1.050000
            """;

    private static final String BATCHES = """
            batch_id,start_s,end_s,num_prefill_seqs,prefill_tokens,prefill_past_context_tokens,num_decode_seqs,decode_context_tokens
            0,1.000000,1.010000,1,20,0,0,0
            1,1.010000,1.020000,0,0,0,1,21
            2,1.020000,1.040000,1,30,0,0,0
            3,1.040000,1.050000,0,0,0,2,53
            """;

    private final Path folder;

    /** A folder to fill. */
    public ReferenceFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes the three files of a run. */
    public ReferenceFolder run(String name) throws IOException {
        Files.writeString(config(name), CONFIG);
        Files.writeString(requests(name), REQUESTS);
        Files.writeString(batches(name), BATCHES);
        return this;
    }

    /** Writes the step times of a configuration: the same for every step. */
    public ReferenceFolder grid(String name, int milliseconds) throws IOException {
        String times = "," + milliseconds + ",1\n";
        Files.writeString(
                folder.resolve("decode_" + name + ".csv"),
                "batch,avg_context,total_ms,attn_ms\n1,64" + times + "1,128" + times + "2,64" + times + "2,128"
                        + times);
        Files.writeString(
                folder.resolve("prefill_" + name + ".csv"),
                "chunk,past_context,total_ms,attn_ms\n16,0" + times + "16,64" + times + "64,0" + times + "64,64"
                        + times);
        return this;
    }

    /** Replaces a text in a file. */
    public static void change(Path file, String from, String to) throws IOException {
        String before = Files.readString(file);
        String after = before.replace(from, to);
        if (after.equals(before)) {
            throw new IllegalArgumentException(file + " does not contain " + from);
        }
        Files.writeString(file, after);
    }

    /** The configuration of a run. */
    public Path config(String name) {
        return folder.resolve(name + ".config.json");
    }

    /** The requests of a run. */
    public Path requests(String name) {
        return folder.resolve(name + ".requests.csv");
    }

    /** The steps of a run. */
    public Path batches(String name) {
        return folder.resolve(name + ".batches.csv");
    }
}

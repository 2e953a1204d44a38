package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.ClusterBuilder;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.time.Ticks;

/** How long a round takes on the server of {@link McSfConversations}, two A100s with M = 16,492 tokens. */
enum ConversationRounds {
    /** A fixed time and a time for each request. */
    STAND_IN("plain", "plain rounds", "30 ms and 0.1 ms for each request (40 ms at the low rate)"),
    /** Derived from the data sheets. */
    ROOFLINE("roofline", "the roofline", "the roofline of Llama-2-70B on two A100-80G");

    private static final String GPU = "a100-80g";
    private static final String MODEL = "llama-2-70b";
    private static final int GPUS = 2;

    /** About the mean prompt and output of the conversations together. */
    static final int LONE_TOKENS = 120;

    private static final int MEMORY_TOKENS = 16_492;
    private static final long HIGH_RATE_MILLIS = 30;
    private static final long LOW_RATE_MILLIS = 40;

    final String word;
    final String ratioTitle;
    final String title;

    ConversationRounds(String word, String ratioTitle, String title) {
        this.word = word;
        this.ratioTitle = ratioTitle;
        this.title = title;
    }

    /** What the next token of a single request takes on it, in milliseconds. */
    double loneMillis(boolean isHighRate) {
        return 1000 * Ticks.toSeconds(worker(isHighRate).stepTime().stepTicks(1, LONE_TOKENS, 0, 0));
    }

    /** What it takes to read the weights once at the full memory bandwidth of the GPUs, in milliseconds. */
    static double weightMillis() {
        HardwareCatalog catalog = HardwareCatalog.builtIn();
        return 1000.0
                * catalog.model(MODEL).weightBytes()
                / (GPUS * catalog.gpu(GPU).memoryBandwidthBytesPerSecond());
    }

    /** The server, at the high or the low rate of arrivals. */
    InstanceSetup worker(boolean isHighRate) {
        InstanceInfo info = new InstanceInfo(
                "2 x A100-80G", GPU, MODEL, GPUS, MEMORY_TOKENS, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        if (this == STAND_IN) {
            long baseMillis = isHighRate ? HIGH_RATE_MILLIS : LOW_RATE_MILLIS;
            return new InstanceSetup(
                    info, new PlainRound(baseMillis * Ticks.PER_MILLISECOND, Ticks.PER_MILLISECOND / 10));
        }
        try {
            StepTimeModel roofline = new ClusterBuilder(HardwareCatalog.builtIn())
                    .build(ScenarioDefaults.cluster(GPU, MODEL, GPUS, 1))
                    .get(0)
                    .stepTime();
            return new InstanceSetup(info, roofline);
        } catch (ScenarioException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record PlainRound(long baseTicks, long ticksPerRequest) implements StepTimeModel {
        @Override
        public long stepTicks(int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs) {
            return stepTicks(decodeSequences, contextTokens, prefillTokens, prefillAttentionPairs, 1);
        }

        @Override
        public long stepTicks(
                int decodeSequences,
                long contextTokens,
                int prefillTokens,
                long prefillAttentionPairs,
                int prefillChunks) {
            int prefills = prefillTokens > 0 ? prefillChunks : 0;
            return baseTicks + ticksPerRequest * (decodeSequences + prefills);
        }

        @Override
        public long contextTokenTicks(int decodeSequences, long contextTokens) {
            return 0;
        }

        @Override
        public String label() {
            return "plain rounds";
        }
    }
}

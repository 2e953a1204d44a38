package dev.tokenyard.sim.cost;

import java.util.Locale;

/** A model leaves no room for KV blocks on the GPUs it was given; the message shows the arithmetic. */
public final class ModelDoesNotFitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final double BYTES_PER_GIB = 1L << 30;

    ModelDoesNotFitException(KvCapacity capacity) {
        super(sentence(capacity));
    }

    private static String sentence(KvCapacity c) {
        long missing = c.weightBytes() + c.activationBytes() + c.blockBytes() - c.usableBytes();
        return String.format(
                Locale.ROOT,
                "%s does not fit on %d x %s: %.1f GiB of memory x %s = %.1f GiB usable, less %.1f GiB of weights and"
                        + " %.2f GiB of activations, leaves %.1f GiB for the KV cache, and one block of %d tokens takes"
                        + " %.4f GiB, so %.1f GiB are missing; use more GPUs per instance, a larger GPU or a smaller"
                        + " model.",
                c.modelId(),
                c.tensorParallel(),
                c.gpuId(),
                gib(c.memoryBytes()),
                c.settings().memoryShare(),
                gib(c.usableBytes()),
                gib(c.weightBytes()),
                gib(c.activationBytes()),
                gib(c.usableBytes() - c.weightBytes() - c.activationBytes()),
                c.settings().blockTokens(),
                gib(c.blockBytes()),
                gib(missing));
    }

    private static double gib(long bytes) {
        return bytes / BYTES_PER_GIB;
    }
}

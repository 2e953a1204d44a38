package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.AdmissionTest;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.Pool;
import java.util.function.ToIntFunction;

/** Memory tests of serving engines. */
public final class MemoryTests {
    private MemoryTests() {}

    /** vLLM v1: the blocks of the next chunk must be free now; growth is left to preemption. */
    public static AdmissionTest chunkFitsNow() {
        return (request, prefillTokens, view, plan) -> {
            int needed = view.blocksToPrefill(request, prefillTokens);
            int free = view.freeBlocks();
            if (needed <= free) {
                return true;
            }
            // Until something leaves, decoding only takes more of what is free.
            plan.blocked(BlockReason.KV_FULL, needed, free);
            return false;
        };
    }

    /**
     * vLLM v0 and Sarathi-Serve: the blocks of the whole prompt must be free now, and a share of the memory beyond them,
     * the watermark, so that those who decode can go on for a while. An empty instance needs no watermark.
     *
     * @param watermark share of the memory, 0 to 1; rounded down to blocks
     * @param freeBlocks the blocks that count as free
     */
    public static AdmissionTest promptFitsAbove(double watermark, ToIntFunction<InstanceView> freeBlocks) {
        return (request, prefillTokens, view, plan) -> {
            int prompt = view.blocksToPrefill(request, view.requests().remainingPrefillTokens(request));
            long needed = prompt + (view.residentCount() == 0 ? 0 : (long) (watermark * view.totalBlocks()));
            int free = freeBlocks.applyAsInt(view);
            if (needed <= free) {
                return true;
            }
            plan.blocked(BlockReason.KV_FULL, needed, free);
            return false;
        };
    }

    /**
     * The α-protection heuristics: what is in use with the new prompt must leave a share of the memory, besides what the
     * batching mode asks. An empty instance takes the next request whatever it leaves; otherwise one with a long prompt
     * would wait for ever.
     *
     * <p>The rule as we know it, use + s <= (1 - α)M, does not say of which moment. Here it is the coming step, for
     * which {@link InstanceView#freeBlocks} stands: every resident counts with its next token, and in the theory's model
     * the newcomer with its first, so that what the test allows is what the step will hold.
     *
     * @param alpha the share, 0 to 1
     * @param fitsNow the batching mode's own test
     */
    public static AdmissionTest promptLeaves(double alpha, AdmissionTest fitsNow) {
        return (request, prefillTokens, view, plan) -> {
            int prompt = view.blocksToPrefill(request, view.requests().remainingPrefillTokens(request));
            long left = unprotected(alpha, view.totalBlocks()) - (view.totalBlocks() - view.freeBlocks());
            if (view.residentCount() > 0 && prompt > left) {
                plan.blocked(BlockReason.KV_FULL, prompt, Math.max(0, left));
                return false;
            }
            return fitsNow.fits(request, prefillTokens, view, plan);
        };
    }

    /**
     * What a protected share leaves of a memory: (1 - α)M, rounded down.
     *
     * @param share α, 0 to 1
     * @param memory M, in blocks or tokens
     */
    static long unprotected(double share, long memory) {
        // A thousandth forgives what (1 - α) loses in binary.
        return (long) ((1 - share) * memory + 0.001);
    }

    /**
     * Orca and FasterTransformer: memory for the longest answer that the request may get must be free.
     *
     * @param outputTokens the output that most clients ask for at most
     */
    public static AdmissionTest reservationFits(int outputTokens) {
        return (request, prefillTokens, view, plan) -> {
            int needed = Math.ceilDiv(reservedTokens(request, outputTokens, view), view.blockTokens());
            int free = view.freeBlocks();
            if (needed <= free) {
                return true;
            }
            plan.blocked(BlockReason.KV_FULL, needed, free);
            return false;
        };
    }

    /**
     * Tokens of a request whose memory is reserved: its prompt and the output that its client asks for, capped by the
     * memory of the instance.
     */
    public static int reservedTokens(int request, int outputTokens, InstanceView view) {
        long longest =
                (long) view.requests().promptTokens(request) + view.requests().outputLimitTokens(request, outputTokens);
        long memory = (long) view.totalBlocks() * view.blockTokens();
        return (int) Math.min(Integer.MAX_VALUE, Math.min(longest, memory));
    }

    /** The KV blocks of an instance that those tokens take, for policies that reserve memory before an instance is asked. */
    public static int reservedBlocks(int request, int outputTokens, int instance, Pool pool) {
        long longest =
                (long) pool.requests().promptTokens(request) + pool.requests().outputLimitTokens(request, outputTokens);
        return (int) Math.min(pool.kvBlocks(instance), Math.ceilDiv(longest, pool.blockTokens(instance)));
    }
}

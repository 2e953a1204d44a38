package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.model.ModelSpec;

/** How a model's attention heads spread over the GPUs of one instance (Megatron-LM, arXiv 1909.08053, section 3). */
final class TensorParallelism {
    private TensorParallelism() {}

    /**
     * Checks that the heads divide evenly.
     *
     * @throws IllegalArgumentException naming the model, the degree and the degrees that work
     */
    static void check(ModelSpec model, int tensorParallel) {
        if (!divides(model, tensorParallel)) {
            StringBuilder possible = new StringBuilder();
            for (int degree = 1; degree <= 8; degree++) {
                if (divides(model, degree)) {
                    possible.append(possible.isEmpty() ? "" : ", ").append(degree);
                }
            }
            String kvHeads = model.latentAttention().isPresent() ? "" : " and " + model.kvHeads() + " KV heads";
            throw new IllegalArgumentException("Tensor parallelism of " + tensorParallel + " does not divide the "
                    + model.attentionHeads() + " attention heads" + kvHeads + " of "
                    + model.id() + "; use one of " + possible + ".");
        }
    }

    /**
     * How many GPUs hold the same KV head: 1 as long as there is at least one KV head per GPU, beyond that vLLM copies
     * them. The compressed vector of latent attention serves all heads, so every GPU holds it.
     */
    static int kvCopies(ModelSpec model, int tensorParallel) {
        if (model.latentAttention().isPresent()) {
            return tensorParallel;
        }
        return Math.max(1, tensorParallel / model.kvHeads());
    }

    private static boolean divides(ModelSpec model, int degree) {
        return degree >= 1
                && model.attentionHeads() % degree == 0
                && (model.latentAttention().isPresent()
                        || model.kvHeads() % degree == 0
                        || degree % model.kvHeads() == 0);
    }
}

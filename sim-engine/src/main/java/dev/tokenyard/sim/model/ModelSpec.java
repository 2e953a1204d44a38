package dev.tokenyard.sim.model;

import java.util.Map;

/**
 * The shape of a dense transformer with a gated feed-forward block and multi-head or grouped-query attention.
 *
 * @param id the catalogue's key, for instance {@code llama-2-7b}
 * @param name the maker's name for it
 * @param parameters number of weights
 * @param layers transformer layers
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width of the feed-forward block
 * @param attentionHeads query heads
 * @param kvHeads key and value heads; fewer than the query heads under grouped-query attention
 * @param headSize width of a head
 * @param vocabularySize tokens in the vocabulary
 * @param bytesPerWeight bytes per weight, 2 for 16-bit
 * @param bytesPerKvValue bytes per key or value number, 2 for 16-bit
 * @param maxContextTokens longest context the model was made for
 * @param sources for each figure's name where it comes from
 */
public record ModelSpec(
        String id,
        String name,
        long parameters,
        int layers,
        int hiddenSize,
        int intermediateSize,
        int attentionHeads,
        int kvHeads,
        int headSize,
        int vocabularySize,
        int bytesPerWeight,
        int bytesPerKvValue,
        int maxContextTokens,
        Map<String, String> sources) {

    /** Takes an immutable copy of the map. */
    public ModelSpec {
        sources = Map.copyOf(sources);
    }

    /** Bytes of KV cache that one token of context takes over all layers: 2 · layers · KV heads · head size · bytes. */
    public long kvBytesPerToken() {
        return 2L * layers * kvHeads * headSize * bytesPerKvValue;
    }

    /**
     * Weights in the matrices of one layer: query and output (hidden · heads · head size each), key and value (hidden · KV
     * heads · head size each), and the gate, up and down matrices of the feed-forward block (hidden · intermediate each).
     */
    public long matrixWeightsPerLayer() {
        long query = (long) hiddenSize * attentionHeads * headSize;
        long key = (long) hiddenSize * kvHeads * headSize;
        long feedForward = (long) hiddenSize * intermediateSize;
        return 2 * query + 2 * key + 3 * feedForward;
    }

    /** Weights of the matrix that turns a sequence's last hidden state into a score for each token (lm_head). */
    public long headWeights() {
        return (long) hiddenSize * vocabularySize;
    }

    /** Where a figure comes from, by the name of its component here; "not stated" if nobody said. */
    public String source(String figure) {
        return sources.getOrDefault(figure, "not stated");
    }

    /** Bytes of all weights. */
    public long weightBytes() {
        return parameters * bytesPerWeight;
    }
}

package dev.tokenyard.sim.model;

import java.util.Map;
import java.util.Optional;

/**
 * The shape of a decoder-only transformer: multi-head, grouped-query, multi-query or latent attention, and feed-forward
 * blocks with or without gate, dense or of experts.
 *
 * @param id the catalogue's key, for instance {@code llama-2-7b}
 * @param name the maker's name for it
 * @param parameters number of weights
 * @param layers transformer layers
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width of the feed-forward block of a layer without experts
 * @param gatedFeedForward whether the feed-forward block has a gate beside up and down (SwiGLU, GeGLU)
 * @param experts the experts of its feed-forward blocks, empty if they are dense
 * @param attentionHeads query heads
 * @param kvHeads key and value heads; fewer than the query heads under grouped-query attention, 1 under multi-query
 *     attention; without meaning under latent attention
 * @param headSize width of a head; under latent attention of its part without position
 * @param latentAttention the latent attention, empty if keys and values are cached for each head
 * @param vocabularySize tokens in the vocabulary
 * @param tiedHead whether lm_head is the embedding matrix
 * @param weightFormat how weights are stored
 * @param kvFormat how keys and values are stored
 * @param maxContextTokens longest context the model was made for
 * @param note what this description leaves out, empty if nothing
 * @param sources for each figure's name where it comes from
 */
public record ModelSpec(
        String id,
        String name,
        long parameters,
        int layers,
        int hiddenSize,
        int intermediateSize,
        boolean gatedFeedForward,
        Optional<Experts> experts,
        int attentionHeads,
        int kvHeads,
        int headSize,
        Optional<LatentAttention> latentAttention,
        int vocabularySize,
        boolean tiedHead,
        NumberFormat weightFormat,
        NumberFormat kvFormat,
        int maxContextTokens,
        String note,
        Map<String, String> sources) {

    /** Takes an immutable copy of the map. */
    public ModelSpec {
        sources = Map.copyOf(sources);
    }

    /** Numbers that one token of context keeps in one layer: a key and a value per KV head, or the compressed vector. */
    public int kvValuesPerTokenAndLayer() {
        return latentAttention
                .map(latent -> latent.kvRank() + latent.ropeSize())
                .orElse(2 * kvHeads * headSize);
    }

    /** Bytes of KV cache that one token of context takes over all layers. */
    public long kvBytesPerToken() {
        return (long) layers * kvValuesPerTokenAndLayer() * kvFormat.bytes();
    }

    /**
     * Weights of the attention matrices of one layer: query and output (hidden · heads · head size each), key and value
     * (hidden · KV heads · head size each); under latent attention the matrices into and out of the compressed query and
     * KV vectors, and output.
     */
    public long attentionWeightsPerLayer() {
        if (latentAttention.isPresent()) {
            LatentAttention latent = latentAttention.get();
            long query = (long) latent.queryRank() * (hiddenSize + attentionHeads * (headSize + latent.ropeSize()));
            long compressed = (long) hiddenSize * (latent.kvRank() + latent.ropeSize());
            long keysAndValues = (long) latent.kvRank() * attentionHeads * (headSize + latent.valueSize());
            long output = (long) hiddenSize * attentionHeads * latent.valueSize();
            return query + compressed + keysAndValues + output;
        }
        return 2L * hiddenSize * (attentionHeads + kvHeads) * headSize;
    }

    /** Layers whose feed-forward block is made of experts. */
    public int expertLayers() {
        return experts.map(e -> Math.max(0, layers - e.denseLayers())).orElse(0);
    }

    /** Weights of one expert: hidden · expert width for each of up, down and, if there is one, gate. */
    public long weightsPerExpert() {
        return experts.map(e -> feedForwardWeights(e.intermediateSize())).orElse(0L);
    }

    /** Weights of all layers' matrices that every token uses: attention, dense feed-forward, shared experts, routers. */
    public long commonLinearWeights() {
        long dense = (layers - expertLayers()) * feedForwardWeights(intermediateSize);
        long sharedAndRouter = experts.map(e -> e.shared() * weightsPerExpert() + (long) hiddenSize * e.count())
                .orElse(0L);
        return layers * attentionWeightsPerLayer() + dense + expertLayers() * sharedAndRouter;
    }

    /** Weights of all layers' routed experts. */
    public long routedExpertWeights() {
        return experts.map(e -> (long) expertLayers() * e.count() * weightsPerExpert())
                .orElse(0L);
    }

    /** Weights of the layers' matrices that one token uses. */
    public long activeLinearWeights() {
        return commonLinearWeights()
                + experts.map(e -> (long) expertLayers() * e.perToken() * weightsPerExpert())
                        .orElse(0L);
    }

    /** Weights of the matrix that turns a sequence's last hidden state into a score for each token (lm_head). */
    public long headWeights() {
        return (long) hiddenSize * vocabularySize;
    }

    /** Weights of all matrices: the layers', the embeddings' and lm_head's. Norms, biases and positions are left out. */
    public long matrixWeights() {
        return commonLinearWeights() + routedExpertWeights() + (tiedHead ? 1 : 2) * headWeights();
    }

    /**
     * Floating-point operations of decode attention for one token of context, over all layers: 4 · heads · head size each.
     * Latent attention compares and sums the compressed vectors: 2 · heads · (2 · KV rank + position) each.
     */
    public double decodeAttentionFlopsPerToken() {
        double perHead = latentAttention
                .map(latent -> 2.0 * (2 * latent.kvRank() + latent.ropeSize()))
                .orElse(4.0 * headSize);
        return perHead * attentionHeads * layers;
    }

    /**
     * Floating-point operations of prefill attention for one pair of a query and a key, over all layers: 4 · heads · head
     * size each. Latent attention expands keys and values: 2 · heads · (head + position + value) each.
     */
    public double prefillAttentionFlopsPerPair() {
        double perHead = latentAttention
                .map(latent -> 2.0 * (headSize + latent.ropeSize() + latent.valueSize()))
                .orElse(4.0 * headSize);
        return perHead * attentionHeads * layers;
    }

    /** Where a figure comes from, by the name of its component here; "not stated" if nobody said. */
    public String source(String figure) {
        return sources.getOrDefault(figure, "not stated");
    }

    /** Bytes of all weights. */
    public long weightBytes() {
        return parameters * weightFormat.bytes();
    }

    private long feedForwardWeights(int width) {
        return (gatedFeedForward ? 3L : 2L) * hiddenSize * width;
    }
}

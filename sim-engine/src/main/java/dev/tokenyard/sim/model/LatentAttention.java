package dev.tokenyard.sim.model;

/**
 * Multi-head latent attention (DeepSeek-V2, arXiv 2405.04434, section 2.1): one compressed vector per token and layer is
 * cached for all heads, and one key with the position.
 *
 * @param queryRank width of the compressed query, d'_c
 * @param kvRank width of the compressed keys and values, d_c
 * @param ropeSize width of the part of a head's query and key that bears the position, d_h^R
 * @param valueSize width of a head's value
 */
public record LatentAttention(int queryRank, int kvRank, int ropeSize, int valueSize) {}

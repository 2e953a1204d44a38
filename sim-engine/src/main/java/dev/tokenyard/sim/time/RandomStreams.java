package dev.tokenyard.sim.time;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Independent random streams by name, all derived from one seed.
 *
 * <p>Each purpose (arrivals, prompt lengths, predictions, ...) draws from a stream of its own, so that a change of one
 * leaves the numbers of all others as they were: common random numbers for every policy of a comparison.
 *
 * @param seed the seed of the run
 */
public record RandomStreams(long seed) {

    /**
     * Returns the stream of a name, always from its beginning.
     *
     * @param name the purpose, for instance {@code "arrivals"}
     */
    public UniformRandomProvider stream(String name) {
        long mixed = seed;
        for (int i = 0; i < name.length(); i++) {
            mixed = mix(mixed ^ (name.charAt(i) * 0x9E37_79B9_7F4A_7C15L));
        }
        return RandomSource.XO_SHI_RO_256_PP.create(mix(mixed));
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a bijection that spreads every bit. */
    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        y = (y ^ (y >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return y ^ (y >>> 31);
    }
}

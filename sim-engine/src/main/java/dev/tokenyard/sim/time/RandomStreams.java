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
    /** 2^64 over the golden ratio, odd: multiples of it are spread evenly (as for {@link #mix}). */
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    /**
     * Returns the stream of a name, always from its beginning.
     *
     * @param name the purpose, for instance {@code "arrivals"}
     */
    public UniformRandomProvider stream(String name) {
        return RandomSource.XO_SHI_RO_256_PP.create(mix(mixed(name)));
    }

    /**
     * Returns the seed of one draw of a set of draws. It differs between the draws of a set, and those of a neighbouring
     * seed have nothing to do with them, as they would if draws were numbered from the seed on.
     *
     * @param set the set, for instance {@code "instances"}
     * @param index which draw of it
     */
    public long derived(String set, long index) {
        return mix(mix(mixed(set)) + (index + 1) * GOLDEN_GAMMA);
    }

    private long mixed(String name) {
        long mixed = seed;
        for (int i = 0; i < name.length(); i++) {
            mixed = mix(mixed ^ (name.charAt(i) * GOLDEN_GAMMA));
        }
        return mixed;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a bijection that spreads every bit. */
    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        y = (y ^ (y >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return y ^ (y >>> 31);
    }
}

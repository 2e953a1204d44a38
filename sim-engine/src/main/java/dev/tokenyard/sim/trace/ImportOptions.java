package dev.tokenyard.sim.trace;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How to deal with what a trace file has amiss. Each is the user's choice, and whatever is done is counted in the {@link
 * ImportReport}.
 *
 * @param failed what becomes of failed requests, those with 0 output tokens
 * @param order what becomes of rows whose time is before that of a row above
 * @param times what becomes of times that were rounded to coarse steps
 * @param arrivals where requests of a file without times arrive
 * @param blocks what becomes of rows whose number of block ids does not fit the prompt
 */
public record ImportOptions(FailedRows failed, RowOrder order, StepTimes times, Arrivals arrivals, BlockIds blocks) {
    /** Leaves failed requests out, sorts, keeps times, refuses a file without times, and cuts block ids to the prompt. */
    public static final ImportOptions DEFAULT =
            new ImportOptions(FailedRows.DROP, RowOrder.SORT, StepTimes.KEEP, Arrivals.REFUSED, BlockIds.CUT);

    /** How the options are written, for messages and help. */
    public static final String USAGE =
            "failed=drop|keep, order=sort|refuse, times=keep|spread, arrivals=refuse|at-once|poisson:RATE[:SEED],"
                    + " blocks=cut|refuse";

    /** What becomes of a failed request. */
    public enum FailedRows {
        /** It is left out. */
        DROP,
        /** It is kept, with one token in place of none. */
        KEEP
    }

    /** What becomes of a row out of order. */
    public enum RowOrder {
        /** It is put in its place. */
        SORT,
        /** It is left out. */
        REFUSE
    }

    /** What becomes of times in steps. */
    public enum StepTimes {
        /** They stay. */
        KEEP,
        /** The requests of a step are spread evenly over it, in the order of the file. */
        SPREAD
    }

    /** What becomes of a row with more or less block ids than its prompt has blocks. */
    public enum BlockIds {
        /** Those that lie within the prompt count. */
        CUT,
        /** It is left out. */
        REFUSE
    }

    /**
     * Arrivals for a trace that has none.
     *
     * @param kind how they come
     * @param ratePerSecond mean rate of Poisson arrivals, 0.000001 to 1,000,000 requests per second; otherwise 0
     * @param seed the seed of Poisson arrivals; otherwise 0
     */
    public record Arrivals(Kind kind, double ratePerSecond, long seed) {
        /** A trace without times is not read. */
        public static final Arrivals REFUSED = new Arrivals(Kind.REFUSE, 0, 0);

        /** All requests arrive at 0. */
        public static final Arrivals AT_ONCE = new Arrivals(Kind.AT_ONCE, 0, 0);

        /** The seed of Poisson arrivals where none is stated. */
        public static final long DEFAULT_SEED = 7;

        /** How arrivals come. */
        public enum Kind {
            /** Not at all: the trace is refused. */
            REFUSE,
            /** All at 0. */
            AT_ONCE,
            /** Independently of each other, at a rate. */
            POISSON
        }

        /** Checks the rate. */
        public Arrivals {
            boolean rated = kind == Kind.POISSON;
            if (rated ? !(ratePerSecond >= 1e-6 && ratePerSecond <= 1e6) : ratePerSecond != 0 || seed != 0) {
                throw new IllegalArgumentException("The rate of assigned arrivals is " + ratePerSecond
                        + " requests/s; give a number from 0.000001 to 1,000,000, as in poisson:5.");
            }
        }

        /** Poisson arrivals. */
        public static Arrivals poisson(double ratePerSecond, long seed) {
            return new Arrivals(Kind.POISSON, ratePerSecond, seed);
        }

        /** As {@link ImportOptions#with} reads it. */
        public String text() {
            return switch (kind) {
                case REFUSE -> "refuse";
                case AT_ONCE -> "at-once";
                case POISSON -> "poisson:" + ratePerSecond + (seed == DEFAULT_SEED ? "" : ":" + seed);
            };
        }

        private static Arrivals parse(String text) {
            if (text.equals("refuse")) {
                return REFUSED;
            }
            if (text.equals("at-once")) {
                return AT_ONCE;
            }
            String[] parts = text.split(":", -1);
            if (!parts[0].equals("poisson") || parts.length < 2 || parts.length > 3) {
                throw unknown("arrivals", text);
            }
            try {
                return poisson(
                        Double.parseDouble(parts[1]), parts.length == 3 ? Long.parseLong(parts[2]) : DEFAULT_SEED);
            } catch (NumberFormatException notNumbers) {
                throw unknown("arrivals", text);
            }
        }
    }

    /** The same with another choice for failed requests. */
    public ImportOptions withFailed(FailedRows choice) {
        return new ImportOptions(choice, order, times, arrivals, blocks);
    }

    /** The same with another choice for rows out of order. */
    public ImportOptions withOrder(RowOrder choice) {
        return new ImportOptions(failed, choice, times, arrivals, blocks);
    }

    /** The same with another choice for times in steps. */
    public ImportOptions withTimes(StepTimes choice) {
        return new ImportOptions(failed, order, choice, arrivals, blocks);
    }

    /** The same with other arrivals for traces without. */
    public ImportOptions withArrivals(Arrivals choice) {
        return new ImportOptions(failed, order, times, choice, blocks);
    }

    /** The same with another choice for block ids that do not fit the prompt. */
    public ImportOptions withBlocks(BlockIds choice) {
        return new ImportOptions(failed, order, times, arrivals, choice);
    }

    /**
     * The same with one choice as it is written, such as {@code failed} and {@code keep}; see {@link #USAGE}.
     *
     * @throws IllegalArgumentException if there is no such choice; the message is for the user
     */
    public ImportOptions with(String repair, String choice) {
        return switch (repair) {
            case "failed" -> withFailed(parse(FailedRows.class, repair, choice));
            case "order" -> withOrder(parse(RowOrder.class, repair, choice));
            case "times" -> withTimes(parse(StepTimes.class, repair, choice));
            case "arrivals" -> withArrivals(Arrivals.parse(choice));
            case "blocks" -> withBlocks(parse(BlockIds.class, repair, choice));
            default -> throw unknown(repair, choice);
        };
    }

    /** The choices that differ from {@link #DEFAULT}, as {@link #with} reads them. */
    public Map<String, String> differences() {
        Map<String, String> written = new LinkedHashMap<>();
        if (failed != DEFAULT.failed) {
            written.put("failed", word(failed));
        }
        if (order != DEFAULT.order) {
            written.put("order", word(order));
        }
        if (times != DEFAULT.times) {
            written.put("times", word(times));
        }
        if (!arrivals.equals(DEFAULT.arrivals)) {
            written.put("arrivals", arrivals.text());
        }
        if (blocks != DEFAULT.blocks) {
            written.put("blocks", word(blocks));
        }
        return written;
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E parse(Class<E> type, String repair, String choice) {
        for (E value : type.getEnumConstants()) {
            if (word(value).equals(choice)) {
                return value;
            }
        }
        throw unknown(repair, choice);
    }

    private static IllegalArgumentException unknown(String repair, String choice) {
        return new IllegalArgumentException(
                "There is no repair \"" + repair + "=" + choice + "\"; the repairs are " + USAGE + ".");
    }
}

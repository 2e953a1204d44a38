package dev.tokenyard.sim.workload;

/**
 * Who the requests of a stream come from: clients of which some ask far more than others (Zipf's law), as measured of
 * production traces. The k-th client has a share proportional to k to the power of -skew.
 *
 * @param name how the clients' names begin; their numbers from 1 follow, unless there is only one
 * @param count how many there are, 1 to 1,000,000
 * @param skew 0 for equal shares, up to 5
 */
public record Clients(String name, int count, double skew) {
    private static final int MOST = 1_000_000;

    /** Checks the ranges. */
    public Clients {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The clients of a stream have no name; give them one, such as user-.");
        }
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("A stream has " + count + " clients; give 1 to 1,000,000.");
        }
        if (!(skew >= 0 && skew <= 5)) {
            throw new IllegalArgumentException(
                    "The skew of a stream's clients is " + skew + "; give 0 for equal shares, up to 5.");
        }
    }

    String text() {
        return "clients(" + count + " skew=" + WorkloadSpec.number(skew) + ")";
    }
}

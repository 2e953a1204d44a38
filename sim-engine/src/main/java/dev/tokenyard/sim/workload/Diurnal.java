package dev.tokenyard.sim.workload;

/**
 * Any process whose rate swings in the course of a day: at time t it is that of the process times 1 + amplitude cos(2 π (t -
 * peak) / period).
 *
 * @param base the process that it swings around
 * @param amplitude 0 to 1: at 1 nothing arrives opposite to the peak
 * @param periodSeconds length of a day, 1 to 10,000,000 s
 * @param peakSeconds when the rate is highest, in seconds from the start of the trace
 */
public record Diurnal(ArrivalProcess base, double amplitude, double periodSeconds, double peakSeconds)
        implements ArrivalProcess {
    /** Checks the ranges. */
    public Diurnal {
        if (!(amplitude >= 0 && amplitude <= 1)) {
            throw new IllegalArgumentException(
                    "The amplitude of a diurnal process is " + amplitude + "; give a number from 0 to 1.");
        }
        if (!(periodSeconds >= 1 && periodSeconds <= 1e7)) {
            throw new IllegalArgumentException("The period of a diurnal process is " + periodSeconds
                    + " s; give 1 to 10,000,000, such as 86400 for a day.");
        }
        if (!Double.isFinite(peakSeconds)) {
            throw new IllegalArgumentException(
                    "The peak of a diurnal process is at " + peakSeconds + " s; give a number of seconds.");
        }
    }

    @Override
    public double meanRatePerSecond() {
        return base.meanRatePerSecond();
    }

    @Override
    public Diurnal timesRate(double factor) {
        return new Diurnal(base.timesRate(factor), amplitude, periodSeconds, peakSeconds);
    }

    @Override
    public String text() {
        return "diurnal(" + base.text() + " amplitude=" + WorkloadSpec.number(amplitude) + " period="
                + WorkloadSpec.number(periodSeconds) + "s peak=" + WorkloadSpec.number(peakSeconds) + "s)";
    }
}

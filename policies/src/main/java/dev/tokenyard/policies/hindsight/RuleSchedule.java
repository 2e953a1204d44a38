package dev.tokenyard.policies.hindsight;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a rule makes of an instance.
 *
 * @param rule the rule
 * @param starts the start round of each request
 */
public record RuleSchedule(LookAheadRule rule, int[] starts) {
    /** Rules on small instances take less than this in any case, so that all are shown even without time. */
    private static final long LEAST_NANOS = 1_000_000_000;

    /**
     * The schedules of the rules: MC-SF's in any case, and those of the others that are done in time.
     *
     * @param millis wall-clock time that they may take, in milliseconds; they get a second in any case
     * @param cancelled asked often; once it says so, no further rule is tried
     */
    public static List<RuleSchedule> of(HindsightInstance instance, long millis, BooleanSupplier cancelled) {
        long startNanos = System.nanoTime();
        long mostNanos = Math.max(LEAST_NANOS, 1_000_000 * millis);
        BooleanSupplier stopped = () -> cancelled.getAsBoolean() || System.nanoTime() - startNanos > mostNanos;
        List<RuleSchedule> schedules = new ArrayList<>();
        schedules.add(new RuleSchedule(LookAheadRule.MC_SF, LookAheadRule.MC_SF.starts(instance)));
        for (LookAheadRule rule : LookAheadRule.values()) {
            if (rule != LookAheadRule.MC_SF && rule.suits(instance)) {
                rule.starts(instance, stopped).ifPresent(starts -> schedules.add(new RuleSchedule(rule, starts)));
            }
        }
        return schedules;
    }
}

package dev.tokenyard.sim.policy;

/** Takes the real time that a policy spends on its plans. It tells the policy nothing, so that runs do not depend on it. */
public interface DecisionClock {
    /** Takes no time. */
    DecisionClock NONE = new DecisionClock() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
    };

    /** A plan is being made. */
    void begin();

    /** It is made. */
    void end();
}

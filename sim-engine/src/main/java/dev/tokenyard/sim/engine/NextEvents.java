package dev.tokenyard.sim.engine;

/**
 * Which instance's next event is first, by tick, then ends before starts, then by number: a tournament in which only those
 * instances play again whose next event has changed.
 */
final class NextEvents {
    private final Instance[] instances;
    /** The leaves are the instances, from {@link #leaves} on; each other place holds the winner of the two below it. */
    private final Instance[] winners;

    private final int leaves;
    private final int[] changed;
    private final boolean[] isChanged;
    private int changedCount;

    NextEvents(Instance[] instances) {
        this.instances = instances;
        leaves = instances.length;
        winners = new Instance[2 * leaves];
        System.arraycopy(instances, 0, winners, leaves, leaves);
        for (int place = leaves - 1; place > 0; place--) {
            play(place);
        }
        changed = new int[leaves];
        isChanged = new boolean[leaves];
        for (Instance instance : instances) {
            instance.tellOfEvents(this);
        }
    }

    /** The next event of an instance is another now. */
    void noteChange(int instance) {
        if (!isChanged[instance]) {
            isChanged[instance] = true;
            changed[changedCount++] = instance;
        }
    }

    /** The instance whose next event is first. */
    Instance first() {
        while (changedCount > 0) {
            int instance = changed[--changedCount];
            isChanged[instance] = false;
            for (int place = (leaves + instance) / 2; place > 0; place /= 2) {
                play(place);
            }
        }
        return leaves == 1 ? instances[0] : winners[1];
    }

    private void play(int place) {
        Instance a = winners[2 * place];
        Instance b = winners[2 * place + 1];
        winners[place] = isBefore(b, a) ? b : a;
    }

    private static boolean isBefore(Instance a, Instance b) {
        if (a.nextTick != b.nextTick) {
            return a.nextTick < b.nextTick;
        }
        if (a.underWay.running() != b.underWay.running()) {
            return a.underWay.running();
        }
        return a.instance() < b.instance();
    }
}

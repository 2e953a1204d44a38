package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.SeedRange;
import dev.tokenyard.app.session.sweep.SweepRuns.Job;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.metrics.ConfidenceInterval;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How many instances of a group it takes to meet a goal: for each policy their number is doubled from 1 until the goal is met,
 * and then bisected between the last that misses it and the first that meets it. So the answer meets it and one less does not;
 * as more instances need not always be better, nothing is claimed of numbers that were not simulated. Where no request arrives in
 * the part of the time that counts, there is nothing to look for.
 */
public final class GpuSearch {
    private final Sweeper sweeper;
    private final ScenarioSpec scenario;
    private final int group;
    private final double goal;
    private final int seeds;
    private final RunPart part;
    private final int most;
    private final List<NavigableMap<Integer, Double>> attainment = new ArrayList<>();

    /**
     * A search; it does nothing before {@link #run}.
     *
     * @param group the place of the group whose instances are counted; the others stay as they are
     * @param goal the share of requests that have to meet their objectives, above 0, at most 1
     * @param seeds how many seeds, whose mean has to meet it
     * @param part the part of each run's time whose requests count
     * @throws IllegalArgumentException if the goal or the seeds are out of range; the message is for the user
     */
    public GpuSearch(Sweeper sweeper, ScenarioSpec scenario, int group, double goal, int seeds, RunPart part) {
        this.sweeper = sweeper;
        this.scenario = scenario;
        this.group = group;
        this.goal = SweepPlan.checkGoal(goal);
        this.seeds = SweepPlan.checkSeeds(seeds);
        this.part = part;
        SeedRange.check(scenario.seed(), seeds);
        if (group < 0 || group >= scenario.cluster().groups().size()) {
            throw new IllegalArgumentException("There is no group " + (group + 1) + " in the cluster; give 1 to "
                    + scenario.cluster().groups().size() + ".");
        }
        int others = scenario.cluster().instances()
                - scenario.cluster().groups().get(group).count();
        most = ScenarioEdits.MAX_INSTANCES - others;
        scenario.policies().forEach(policy -> attainment.add(new TreeMap<>()));
    }

    /** The largest number of instances that is tried. */
    public int most() {
        return most;
    }

    /**
     * Searches, all policies side by side.
     *
     * @param cancelled asked now and then
     * @param progress told of what is known after each number
     * @throws ScenarioException if a run cannot be made; the message is for the user
     * @throws CancellationException if {@code cancelled} said so
     */
    public List<GpuAnswer> run(BooleanSupplier cancelled, Consumer<List<GpuAnswer>> progress) throws ScenarioException {
        while (true) {
            List<Job> jobs = new ArrayList<>();
            for (int p = 0; p < attainment.size(); p++) {
                addNext(jobs, p);
            }
            if (jobs.isEmpty()) {
                return answers();
            }
            simulate(jobs, cancelled);
            progress.accept(answers());
        }
    }

    private void simulate(List<Job> jobs, BooleanSupplier cancelled) throws ScenarioException {
        @Nullable RunMetrics[][] made = new @Nullable RunMetrics[attainment.size()][seeds];
        sweeper.runs().run(jobs, cancelled, (job, figures) -> made[job.series()][job.seedIndex()] = figures);
        for (Job job : jobs) {
            double[] shares = Arrays.stream(made[job.series()])
                    .mapToDouble(run -> run == null ? Double.NaN : run.slo().attainment())
                    .toArray();
            attainment
                    .get(job.series())
                    .put((int) job.value(), ConfidenceInterval.of(shares).mean());
        }
    }

    private void addNext(List<Job> jobs, int policy) {
        next(attainment.get(policy)).ifPresent(count -> addJobs(jobs, policy, count));
    }

    private void addJobs(List<Job> jobs, int policy, int count) {
        ScenarioSpec sized = ScenarioEdits.instances(group, count).apply(scenario);
        PolicyChoice choice = scenario.policies().get(policy);
        for (int s = 0; s < seeds; s++) {
            jobs.add(new Job(policy, count, s, SweepPlan.alone(sized, choice, scenario.seed() + s), part, false));
        }
    }

    /** The number to try next; empty if there is nothing more to be known. */
    private OptionalInt next(NavigableMap<Integer, Double> known) {
        if (known.isEmpty()) {
            return OptionalInt.of(1);
        }
        if (known.values().stream().anyMatch(share -> share.isNaN())) {
            // Whom instances serve does not hang on their number: no request arrives in the range, and none will.
            return OptionalInt.empty();
        }
        OptionalInt least = least(known);
        if (least.isEmpty()) {
            int last = known.lastKey();
            return last == most ? OptionalInt.empty() : OptionalInt.of(Math.min(most, 2 * last));
        }
        int met = least.getAsInt();
        Integer missed = known.lowerKey(met);
        return missed == null || met - missed == 1 ? OptionalInt.empty() : OptionalInt.of((missed + met) / 2);
    }

    /** The least number that meets the goal; empty if none does. */
    private OptionalInt least(NavigableMap<Integer, Double> known) {
        return known.entrySet().stream()
                .filter(tried -> KneeSearch.meets(tried.getValue(), goal))
                .mapToInt(tried -> tried.getKey())
                .findFirst();
    }

    private List<GpuAnswer> answers() {
        List<GpuAnswer> answers = new ArrayList<>();
        for (int p = 0; p < attainment.size(); p++) {
            PolicyChoice policy = scenario.policies().get(p);
            NavigableMap<Integer, Double> known = attainment.get(p);
            boolean complete = next(known).isEmpty();
            answers.add(new GpuAnswer(
                    policy.id(),
                    PolicyCatalog.byId(policy.id()).card().title(),
                    goal,
                    scenario.cluster(),
                    group,
                    known,
                    most,
                    complete ? least(known) : OptionalInt.empty(),
                    complete));
        }
        return answers;
    }
}

package dev.tokenyard.policies.qlm;

import dev.tokenyard.policies.qlm.PlanProblem.Group;
import dev.tokenyard.policies.qlm.PlanProblem.Queue;
import dev.tokenyard.policies.qlm.PlanProblem.Residual;
import dev.tokenyard.policies.qlm.PlanProblem.Service;
import dev.tokenyard.policies.qlm.PlanProblem.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** QLM's plan by insertion and local search, for waiting groups of four models and queues on GPUs of two speeds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class PlanBenchmark {
    private static final int MODELS = 4;
    private static final double[] TARGETS = {20, 60, 3600};

    @Param({"100", "1000"})
    private int groups;

    @Param({"80"})
    private int queues;

    /** Work as a share of what the queues can do before the mean target: below 1 most groups can be in time. */
    @Param({"0.5", "2"})
    private double load;

    private PlanProblem problem;

    /** Makes the problem. */
    @Setup
    public void prepare() {
        Random random = new Random(1);
        List<Queue> all = new ArrayList<>();
        for (int q = 0; q < queues; q++) {
            List<Service> services = new ArrayList<>();
            for (int m = 0; m < MODELS; m++) {
                double work = load * queues / groups * (q % 2 == 0 ? 1 : 0.4) * (0.1 + 0.1 * m);
                services.add(new Service(MODELS * q + m, 30, work, work * work, 10, new Residual(5, 0)));
            }
            all.add(new Queue(0, MODELS * q + q % MODELS, -1, -1, services));
        }
        List<Group> waiting = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            double slack = TARGETS[random.nextInt(TARGETS.length)] * random.nextDouble();
            waiting.add(new Group(1 + random.nextInt(400), slack, random.nextInt(MODELS), RequestGroup.NO_QUEUE));
        }
        problem = new PlanProblem(waiting, all, new Weights(1, 1, true, 0));
    }

    /** One plan. */
    @Benchmark
    public Object plan() {
        return new InsertionPlanner(Qlm.SEARCH_BUDGET).plan(problem);
    }
}

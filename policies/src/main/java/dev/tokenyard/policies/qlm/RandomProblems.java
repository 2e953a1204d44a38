package dev.tokenyard.policies.qlm;

import dev.tokenyard.policies.qlm.PlanProblem.Group;
import dev.tokenyard.policies.qlm.PlanProblem.Queue;
import dev.tokenyard.policies.qlm.PlanProblem.Residual;
import dev.tokenyard.policies.qlm.PlanProblem.Service;
import dev.tokenyard.policies.qlm.PlanProblem.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random problems, that planners are judged by: two or three models, targets of 20 s to an hour, loads of 30 s, GPUs of two speeds. */
final class RandomProblems {
    private static final double[] TARGETS = {20, 60, 3600};

    private RandomProblems() {}

    static PlanProblem of(long seed, int groupCount, int queueCount) {
        Random random = new Random(seed);
        int models = 2 + random.nextInt(2);
        double loadSeconds = random.nextInt(3) * 15;
        double load = 0.5 + random.nextDouble();
        List<Queue> queues = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < queueCount; g++) {
            List<Service> services = new ArrayList<>();
            double speed = random.nextBoolean() ? 1 : 2.5;
            for (int m = 0; m < models; m++) {
                boolean isPossible = g == 0 || random.nextInt(5) > 0;
                double work = load * speed * (0.1 + 0.2 * m);
                double kept = random.nextInt(2) * 30 * random.nextDouble();
                Residual residual = new Residual(kept, kept * random.nextDouble());
                double rest = random.nextInt(3) * 5;
                services.add(
                        isPossible
                                ? new Service(10 * g + m, loadSeconds, work, work * work, rest, residual)
                                : Service.NONE);
            }
            queues.add(new Queue(random.nextInt(2) * 5 * random.nextDouble(), 10 * g, -1, -1, services));
        }
        for (int i = 0; i < groupCount; i++) {
            double target = TARGETS[random.nextInt(3)];
            groups.add(new Group(
                    1 + random.nextInt(64),
                    target * (random.nextDouble() * 1.1 - 0.1),
                    random.nextInt(models),
                    RequestGroup.NO_QUEUE));
        }
        for (int g = 0; g < queueCount; g++) {
            if (random.nextBoolean()
                    && g < groupCount
                    && queues.get(g).services().get(groups.get(g).kind()).isPossible()) {
                Group bound = groups.get(g);
                groups.set(g, new Group(bound.requests(), bound.slackSeconds(), bound.kind(), g));
                queues.set(
                        g,
                        new Queue(
                                queues.get(g).readySeconds(),
                                queues.get(g).services().get(bound.kind()).instance(),
                                g,
                                random.nextInt(3) == 0 ? g : -1,
                                queues.get(g).services()));
            }
        }
        return new PlanProblem(groups, queues, new Weights(1, 1, random.nextBoolean(), 0));
    }
}

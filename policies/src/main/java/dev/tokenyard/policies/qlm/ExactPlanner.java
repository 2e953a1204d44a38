package dev.tokenyard.policies.qlm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;
import org.ojalgo.type.context.NumberContext;

/**
 * The corrected integer program of QLM's global scheduler, solved by ojAlgo. For few groups only: it has a binary for each group,
 * queue and place.
 *
 * <p>{@code x[g][i][j]}: group i is at place j of queue g. {@code t[g][m][j]}: instance m is loaded before place j. A place
 * finishes after those before it and their loads; a group's lateness is no less than its place's finish less its slack. Minimised
 * is the lateness of all requests, and the weights of loads and of running groups that give way. {@code displaces[g][i]}: what
 * runs gives way to group i, so that less of it is left. Waits are reckoned at their
 * means: the program is linear, and deviations do not add up linearly.
 */
final class ExactPlanner implements Planner {
    /** Most groups for which it is asked. */
    private final int mostGroups;

    private final Planner otherwise;

    /**
     * Makes a planner.
     *
     * @param mostGroups most groups that are planned exactly
     * @param otherwise plans more of them, or what the program cannot say or its solver does not find
     */
    ExactPlanner(int mostGroups, Planner otherwise) {
        this.mostGroups = mostGroups;
        this.otherwise = otherwise;
    }

    @Override
    public QueuePlan plan(PlanProblem problem) {
        if (problem.groups().size() > mostGroups || problem.weights().deviations() > 0) {
            return otherwise.plan(problem);
        }
        return new Program(problem).solve(otherwise);
    }

    private static final class Program {
        private final PlanProblem problem;
        private final ExpressionsBasedModel model = new ExpressionsBasedModel();
        private final int groups;
        private final int queues;
        private final Variable[][][] x;
        /** By queue and group: whether what runs gives way to the group, which is in front. */
        private final Variable[][] displaces;

        private final List<Integer> instances = new ArrayList<>();
        private final double bigSeconds;

        Program(PlanProblem problem) {
            this.problem = problem;
            groups = problem.groups().size();
            queues = problem.queues().size();
            x = new Variable[queues][groups][groups];
            displaces = new Variable[queues][groups];
            bigSeconds = bigSeconds();
            places();
            displacements();
            Variable[] late = new Variable[groups];
            for (int i = 0; i < groups; i++) {
                late[i] = model.newVariable("late" + i)
                        .lower(0)
                        .weight(problem.groups().get(i).requests());
            }
            for (int g = 0; g < queues; g++) {
                finishes(g, loads(g), drains(g), late);
                running(g);
            }
        }

        /** More than any finish less any slack. */
        private double bigSeconds() {
            double sum = 0;
            for (PlanProblem.Group group : problem.groups()) {
                double longest = 0;
                for (int g = 0; g < queues; g++) {
                    PlanProblem.Service service =
                            problem.queues().get(g).services().get(group.kind());
                    if (service.isPossible()) {
                        longest = Math.max(
                                longest,
                                group.requests() * service.workSeconds()
                                        + service.loadSeconds()
                                        + service.restSeconds()
                                        + service.residual().keptSeconds());
                        if (!instances.contains(service.instance())) {
                            instances.add(service.instance());
                        }
                    }
                }
                sum += longest + Math.max(0, -group.slackSeconds());
            }
            for (PlanProblem.Queue queue : problem.queues()) {
                sum += queue.readySeconds();
            }
            return sum;
        }

        /** Each group at one place, at most one group at each, and no holes. */
        private void places() {
            for (int i = 0; i < groups; i++) {
                Expression once = model.newExpression("once" + i).level(1);
                for (int g = 0; g < queues; g++) {
                    for (int j = 0; j < groups; j++) {
                        x[g][i][j] =
                                model.newVariable("x" + g + "_" + i + "_" + j).binary();
                        if (!problem.fits(i, g)) {
                            x[g][i][j].upper(0);
                        }
                        once.set(x[g][i][j], 1);
                    }
                }
            }
            for (int g = 0; g < queues; g++) {
                for (int j = 0; j < groups; j++) {
                    Expression one = model.newExpression("one" + g + "_" + j).upper(1);
                    Expression hole = j == 0
                            ? null
                            : model.newExpression("hole" + g + "_" + j).lower(0);
                    for (int i = 0; i < groups; i++) {
                        one.set(x[g][i][j], 1);
                        if (hole != null) {
                            hole.set(x[g][i][j - 1], 1);
                            hole.set(x[g][i][j], -1);
                        }
                    }
                }
            }
        }

        /** {@code t[m][j] >= y[m][j] - y[m][j-1]}, where y says that a group of instance m is at a place. */
        private Variable[][] loads(int g) {
            PlanProblem.Queue queue = problem.queues().get(g);
            Variable[][] loads = new Variable[instances.size()][groups];
            for (int m = 0; m < loads.length; m++) {
                for (int j = 0; j < groups; j++) {
                    loads[m][j] = model.newVariable("t" + g + "_" + m + "_" + j)
                            .lower(0)
                            .upper(1)
                            .weight(problem.weights().swap());
                    boolean isLoaded = j == 0 && instances.get(m) == queue.loaded();
                    Expression load =
                            model.newExpression("load" + g + "_" + m + "_" + j).lower(isLoaded ? -1 : 0);
                    load.set(loads[m][j], 1);
                    for (int i = 0; i < groups; i++) {
                        if (service(g, i).instance() == instances.get(m)) {
                            load.set(x[g][i][j], -1);
                            if (j > 0) {
                                load.set(x[g][i][j - 1], 1);
                            }
                        }
                    }
                }
            }
            return loads;
        }

        /** What runs gives way to group i only where that is at the first place of queue g. */
        private void displacements() {
            for (int g = 0; g < queues; g++) {
                for (int i = 0; i < groups; i++) {
                    displaces[g][i] = model.newVariable("displaces" + g + "_" + i)
                            .binary()
                            .weight(problem.evictionPenalty(g, i));
                    model.newExpression("front" + g + "_" + i)
                            .upper(0)
                            .set(displaces[g][i], 1)
                            .set(x[g][i][0], -1);
                }
            }
        }

        /**
         * The time that the group at the place before runs on until another instance can be loaded: {@code drain[j] >= rest of
         * kind * (y[kind][j-1] - y[m][j])}, where y counts the groups of the kind, and those of its instance m. Before the first
         * place it is part of the residual.
         */
        private Variable[] drains(int g) {
            List<PlanProblem.Service> kinds = problem.queues().get(g).services();
            Variable[] drains = new Variable[groups];
            for (int j = 1; j < groups; j++) {
                drains[j] = model.newVariable("drain" + g + "_" + j).lower(0);
                for (int kind = 0; kind < kinds.size(); kind++) {
                    PlanProblem.Service service = kinds.get(kind);
                    if (!service.isPossible() || service.restSeconds() <= 0) {
                        continue;
                    }
                    Expression drain = model.newExpression("drain" + g + "_" + kind + "_" + j)
                            .lower(0)
                            .set(drains[j], 1);
                    for (int i = 0; i < groups; i++) {
                        if (problem.groups().get(i).kind() == kind) {
                            drain.set(x[g][i][j - 1], -service.restSeconds());
                        }
                        if (service(g, i).instance() == service.instance()) {
                            drain.set(x[g][i][j], service.restSeconds());
                        }
                    }
                }
            }
            return drains;
        }

        private PlanProblem.Service service(int g, int i) {
            return problem.queues()
                    .get(g)
                    .services()
                    .get(problem.groups().get(i).kind());
        }

        /** {@code late[i] >= finish[j] - slack[i] - big * (1 - x[i][j])}. */
        private void finishes(int g, Variable[][] loads, Variable[] drains, Variable[] late) {
            double ready = problem.queues().get(g).readySeconds();
            for (int i = 0; i < groups; i++) {
                if (!problem.fits(i, g)) {
                    continue;
                }
                double slack = Math.min(problem.groups().get(i).slackSeconds(), bigSeconds);
                for (int j = 0; j < groups; j++) {
                    Expression finish = model.newExpression("finish" + g + "_" + i + "_" + j)
                            .lower(ready - slack - bigSeconds);
                    finish.set(late[i], 1);
                    for (int first = 0; first < groups; first++) {
                        PlanProblem.Residual residual = service(g, first).residual();
                        if (residual.keptSeconds() > residual.displacedSeconds()) {
                            finish.set(displaces[g][first], residual.keptSeconds() - residual.displacedSeconds());
                        }
                    }
                    for (int k = 0; k <= j; k++) {
                        for (int other = 0; other < groups; other++) {
                            if (problem.fits(other, g)) {
                                PlanProblem.Service service = service(g, other);
                                double work = problem.groups().get(other).requests() * service.workSeconds();
                                double residual = k == 0 ? service.residual().keptSeconds() : 0;
                                finish.set(x[g][other][k], -work - residual - (other == i && k == j ? bigSeconds : 0));
                            }
                        }
                        if (k > 0) {
                            finish.set(drains[k], -1);
                        }
                        for (int m = 0; m < loads.length; m++) {
                            double seconds = loadSeconds(g, instances.get(m));
                            if (seconds > 0) {
                                finish.set(loads[m][k], -seconds);
                            }
                        }
                    }
                }
            }
        }

        private double loadSeconds(int g, int instance) {
            for (PlanProblem.Service service : problem.queues().get(g).services()) {
                if (service.isPossible() && service.instance() == instance) {
                    return service.loadSeconds();
                }
            }
            return 0;
        }

        private void running(int g) {
            int running = problem.queues().get(g).running();
            if (running >= 0 && !problem.weights().mayEvict()) {
                x[g][running][0].lower(1);
            }
            for (int i = 0; i < groups; i++) {
                x[g][i][0].weight(problem.passingPenalty(g, i));
            }
        }

        QueuePlan solve(Planner otherwise) {
            // With its cuts it misses the optimum of some small programs. One thread, so that a problem has one plan.
            model.options.integer(IntegerStrategy.newConfigurable()
                    .withGapTolerance(NumberContext.of(12, 8))
                    .withGMICutConfiguration(new IntegerStrategy.GMICutConfiguration().withFractionality(1))
                    .withParallelism(() -> 1));
            Optimisation.Result result = model.minimise();
            if (!result.getState().isFeasible()) {
                return otherwise.plan(problem);
            }
            List<int[]> orders = new ArrayList<>();
            for (int g = 0; g < queues; g++) {
                List<Integer> order = new ArrayList<>();
                for (int j = 0; j < groups; j++) {
                    for (int i = 0; i < groups; i++) {
                        BigDecimal value = x[g][i][j].getValue();
                        if (value != null && value.doubleValue() > 0.5) {
                            order.add(i);
                        }
                    }
                }
                orders.add(order.stream().mapToInt(Integer::intValue).toArray());
            }
            return new QueuePlan(orders);
        }
    }
}

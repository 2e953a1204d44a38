package dev.tokenyard.app.testing;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.InstanceGroup.Deployment;
import dev.tokenyard.app.session.InstanceGroup.Limits;
import dev.tokenyard.app.session.InstanceGroup.Turns;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.SloClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Runs of a policy that plans, of two models that take turns on the same GPUs. */
public final class PlannedRuns {
    private static final String[] MODELS = {"mistral-7b", "vicuna-13b"};
    private static final String[] CLASSES = {"Interactive", "Batch-1", "Batch-2"};

    private PlannedRuns() {}

    /**
     * QLM and FCFS with requests that come faster than they are served at first.
     *
     * @param folder where a trace may be written
     * @param gpus how many sets of GPUs there are
     */
    public static Comparison ofTwoModels(Path folder, int gpus) throws ScenarioException {
        InstanceGroup group = new InstanceGroup(
                        gpus, new Deployment("a100-80g", MODELS[0], 1, InstanceRole.MIXED), Limits.DEFAULT)
                .withTurns(new Turns(List.of(MODELS[1]), 5));
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withTrace(
                        TraceSource.file(trace(folder, 150 * gpus, 12.0 * gpus).toString()))
                .withCluster(ScenarioDefaults.cluster(List.of(group)))
                .withSloClasses(List.of(
                        SloClass.ttft(CLASSES[0], 6), SloClass.ttft(CLASSES[1], 20), SloClass.ttft(CLASSES[2], 300)))
                .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("qlm")));
        return new ComparisonService().run(scenario, () -> false);
    }

    private static Path trace(Path folder, int requests, double perSecond) {
        Random random = new Random(11);
        StringBuilder rows = new StringBuilder("arrival_s,prompt_tokens,output_tokens,class,model\n");
        double seconds = 0;
        for (int r = 0; r < requests; r++) {
            seconds -= Math.log(1 - random.nextDouble()) / perSecond;
            rows.append(String.format(
                    Locale.ROOT,
                    "%.4f,%d,%d,%s,%s%n",
                    seconds,
                    100 + random.nextInt(900),
                    50 + random.nextInt(400),
                    CLASSES[random.nextInt(CLASSES.length)],
                    MODELS[random.nextInt(MODELS.length)]));
        }
        try {
            return Files.writeString(folder.resolve("two-models.csv"), rows);
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}

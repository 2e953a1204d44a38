package dev.tokenyard.app.session.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.reproduce.Experiment.Settings;
import dev.tokenyard.app.session.reproduce.Experiment.Watch;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.policies.hindsight.HindsightInstance;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.policies.hindsight.LookAheadRule;
import dev.tokenyard.policies.hindsight.PaperInstances;
import dev.tokenyard.policies.hindsight.ScheduleChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class McSfSyntheticTest {
    private static final Limits LITTLE_WORK = Limits.ofWork(0, 200);

    private static List<HindsightInstance> instances() {
        List<HindsightInstance> instances = new ArrayList<>();
        for (long seed = 1; seed <= 8; seed++) {
            instances.add(PaperInstances.trialOfModel1(seed));
            instances.add(PaperInstances.trialOfModel2(seed));
        }
        return instances;
    }

    @Test
    void instancesAreDrawnAsThePaperSays() {
        for (long seed = 1; seed <= 300; seed++) {
            HindsightInstance burst = PaperInstances.trialOfModel1(seed);
            assertThat(burst.size()).isBetween(40, 60);
            assertThat(burst.lastArrival()).isZero();
            HindsightInstance poisson = PaperInstances.trialOfModel2(seed);
            assertThat(poisson.lastArrival()).isBetween(1, 60);
            for (HindsightInstance instance : List.of(burst, poisson)) {
                assertThat(instance.memoryTokens()).isBetween(30, 50);
                for (int i = 0; i < instance.size(); i++) {
                    assertThat(instance.prompt(i)).isBetween(1, 5);
                    assertThat(instance.output(i)).isBetween(1, instance.memoryTokens() - instance.prompt(i));
                }
            }
        }
    }

    /** The policies in the engine come to what their rules come to when they are worked round by round. */
    @Test
    void theEngineAgreesWithTheRules() {
        for (HindsightInstance instance : instances()) {
            assertThat(SyntheticTrial.latencyRounds(instance, "mc-sf", Map.of()))
                    .isEqualTo(byRule(LookAheadRule.MC_SF, instance));
            assertThat(SyntheticTrial.latencyRounds(instance, "mc-sf", Map.of("skip", 1.0)))
                    .isEqualTo(byRule(LookAheadRule.MC_SF_SKIP, instance));
            assertThat(SyntheticTrial.latencyRounds(instance, "svf-order", Map.of()))
                    .isEqualTo(byRule(LookAheadRule.SVF_ORDER, instance));
            assertThat(SyntheticTrial.latencyRounds(instance, "mc-benchmark", Map.of()))
                    .isEqualTo(byRule(LookAheadRule.MC_BENCHMARK, instance));
        }
    }

    private static long byRule(LookAheadRule rule, HindsightInstance instance) {
        return ScheduleChecker.totalLatency(instance, rule.starts(instance));
    }

    @Test
    void theOptimumIsEnclosed() {
        for (HindsightInstance instance : instances()) {
            SyntheticTrial trial = SyntheticTrial.of(instance, LITTLE_WORK, () -> false);
            assertThat(trial.boundRounds()).isLessThanOrEqualTo(trial.bestRounds());
            assertThat(trial.latencyRounds()).allMatch(latency -> latency >= trial.bestRounds());
            assertThat(trial.ratioToBest()).isBetween(1.0, trial.ratioToBound());
            assertThat(trial.isBeaten()).isEqualTo(trial.ratioToBest() > 1);
        }
    }

    @Test
    void aSeedGivesTheSameFigures() {
        McSfSynthetic experiment = new McSfSynthetic();
        List<Double> shares = new ArrayList<>();
        ExperimentResult once = experiment.run(new Settings(1, 5), new Watch(shares::add, () -> false));
        assertThat(once.tables())
                .isEqualTo(experiment.run(new Settings(1, 5), Watch.NOBODY).tables());
        assertThat(shares).isSorted().endsWith(1.0);
        assertThat(once.tables().get(0).column("published mean")).containsExactly(1.005, 1.047);
        assertThat(once.tables().get(1).column("trials")).containsOnly(1.0);
        assertThat(once.tables().get(3).column("mean")).allMatch(mean -> mean >= 1);
        Table counts = once.tables().get(4);
        assertThat(counts.column("trials")).containsOnly(1.0);
        assertThat(counts.decimals()).as("counts are whole").isZero();
        Plot spread = once.tables().get(0).plots().get(0);
        assertThat(spread.series().get(0).figures())
                .containsOnly(once.tables().get(0).column("at least mean").get(0));
        Plot policies = once.tables().get(2).plots().get(0);
        assertThat(policies.along().names()).startsWith("MC-SF", "MC-SF, skip");
        assertThat(policies.series().get(1).figures())
                .isEqualTo(once.tables().get(2).column("model 2 mean"));
    }

    @Test
    void itStopsWhenTold() {
        assertThatThrownBy(() -> new McSfSynthetic().run(new Settings(50, 1), new Watch(share -> {}, () -> true)))
                .isInstanceOf(CancellationException.class);
    }
}

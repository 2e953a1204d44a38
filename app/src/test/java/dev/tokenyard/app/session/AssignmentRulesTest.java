package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.AssignmentRule.By;
import dev.tokenyard.app.session.AssignmentRule.Part;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.workload.SampleTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentRulesTest {
    private static final double REST = AssignmentRule.REST;

    private static AssignmentRule rule(By by, Object... namesAndFigures) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < namesAndFigures.length; i += 2) {
            parts.add(new Part(namesAndFigures[i].toString(), ((Number) namesAndFigures[i + 1]).doubleValue()));
        }
        return new AssignmentRule(by, parts);
    }

    private static AssignmentRules classes(AssignmentRule rule) {
        return AssignmentRules.NONE.withClasses(rule);
    }

    private static double share(Trace trace, String sloClass) {
        double count = 0;
        for (int r = 0; r < trace.size(); r++) {
            count += trace.classNames().get(trace.classIndex(r)).equals(sloClass) ? 1 : 0;
        }
        return count / trace.size();
    }

    /** Within five standard errors of a binomial share, for any weights, of which only the ratios count. */
    @Test
    void sharesComeOutAsGivenForAnySeed() {
        Trace trace = SampleTraces.load("mixed-slo.csv");
        Random random = new Random(5);
        for (int draw = 0; draw < 30; draw++) {
            double[] weights = {random.nextInt(5), random.nextDouble() * 9, 0.01 + random.nextInt(3)};
            double sum = weights[0] + weights[1] + weights[2];
            Trace assigned = Assigner.assign(
                    trace, classes(rule(By.SHARES, "A", weights[0], "B", weights[1], "C", weights[2])), draw);
            for (int k = 0; k < 3; k++) {
                double p = weights[k] / sum;
                assertThat(share(assigned, List.of("A", "B", "C").get(k)))
                        .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / trace.size()) + 1e-12));
            }
        }
    }

    @Test
    void aSeedGivesEachRequestTheSameClassWhateverElseIsAssignedAndAnotherSeedAnother() {
        Trace trace = SampleTraces.load("chat.csv");
        AssignmentRules rules = classes(rule(By.SHARES, "A", 1, "B", 1));
        Trace one = Assigner.assign(trace, rules, 3);
        Trace withModels = Assigner.assign(trace, rules.withModels(rule(By.SHARES, "m", 1, "n", 2)), 3);
        Trace cut = Assigner.assign(trace.firstRequests(100), rules, 3);
        Trace other = Assigner.assign(trace, rules, 4);
        int changed = 0;
        for (int r = 0; r < trace.size(); r++) {
            assertThat(withModels.classIndex(r)).isEqualTo(one.classIndex(r));
            if (r < cut.size()) {
                assertThat(cut.classIndex(r)).isEqualTo(one.classIndex(r));
            }
            changed += other.classIndex(r) == one.classIndex(r) ? 0 : 1;
            assertThat(one.arrivalTick(r)).isEqualTo(trace.arrivalTick(r));
            assertThat(one.outputTokens(r)).isEqualTo(trace.outputTokens(r));
        }
        assertThat(changed).as("half of them").isBetween(trace.size() / 3, trace.size() * 2 / 3);
    }

    @Test
    void lengthsGoToTheFirstThatTakesThem() {
        Trace trace = Trace.builder("t")
                .add(0, 511, 1)
                .add(1, 512, 9)
                .add(2, 513, 10)
                .add(3, Trace.MAX_TOKENS, 11)
                .build();
        AssignmentRules rules = classes(rule(By.PROMPT, "short", 512, "mid", 513, "long", REST))
                .withModels(rule(By.OUTPUT, "small", 10, "large", REST));
        Trace assigned = Assigner.assign(trace, rules, 1);
        assertThat(List.of(0, 1, 2, 3))
                .extracting(r -> assigned.classNames().get(assigned.classIndex(r)))
                .containsExactly("short", "short", "mid", "long");
        assertThat(List.of(0, 1, 2, 3))
                .extracting(r -> assigned.modelNames().get(assigned.modelIndex(r)))
                .containsExactly("small", "small", "small", "large");
    }

    private static Trace ofClients(int clients, int requests) {
        TraceBuilder builder = Trace.builder("clients");
        Random random = new Random(8);
        for (int r = 0; r < requests; r++) {
            builder.add(r, 10, 5).label(Label.CLIENT, r % 50 == 49 ? "" : "c" + random.nextInt(clients));
        }
        return builder.build();
    }

    @Test
    void aClientKeepsToOneClassAndSharesAreThoseOfClients() {
        Trace trace = ofClients(2_000, 30_000);
        Trace assigned = Assigner.assign(trace, classes(rule(By.CLIENT, "A", 1, "B", 3)), 4);
        Map<Integer, Integer> classOf = new HashMap<>();
        int[] alone = new int[2];
        for (int r = 0; r < trace.size(); r++) {
            int client = trace.nameIndex(Label.CLIENT, r);
            if (client < 0) {
                alone[assigned.classIndex(r)]++;
            } else {
                assertThat(classOf.merge(
                                client, assigned.classIndex(r), (before, now) -> before.equals(now) ? now : -1))
                        .isNotNegative();
            }
        }
        double share = classOf.values().stream().mapToInt(c -> c).average().orElseThrow();
        assertThat(share).isCloseTo(0.75, within(5 * Math.sqrt(0.75 * 0.25 / classOf.size())));
        assertThat(alone[1] / 600.0).as("without a client each for itself").isCloseTo(0.75, within(0.09));
    }

    @Test
    void aClientThatIsNamedBelongsThereAndMovesNobodyElse() {
        Trace trace = ofClients(40, 2_000);
        AssignmentRule named = new AssignmentRule(
                By.CLIENT, List.of(new Part("A", 1, List.of("c3", "c7")), new Part("B", 1, List.of("c4"))));
        Trace before = Assigner.assign(trace, classes(rule(By.CLIENT, "A", 1, "B", 1)), 4);
        Trace after = Assigner.assign(trace, classes(named), 4);
        for (int r = 0; r < trace.size(); r++) {
            int client = trace.nameIndex(Label.CLIENT, r);
            String name = client < 0 ? "" : trace.names(Label.CLIENT).get(client);
            int expected = Set.of("c3", "c7").contains(name) ? 0 : name.equals("c4") ? 1 : before.classIndex(r);
            assertThat(after.classIndex(r)).isEqualTo(expected);
        }
    }

    @Test
    void aRuleByClientNeedsTheClientsItNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Assigner.assign(SampleTraces.load("chat.csv"), classes(rule(By.CLIENT, "A", 1)), 1))
                .withMessageContaining("names no clients");
        AssignmentRule unknown = new AssignmentRule(By.CLIENT, List.of(new Part("A", 1, List.of("bob"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Assigner.assign(ofClients(3, 20), classes(unknown), 1))
                .withMessageContaining("\"bob\"")
                .withMessageContaining("no such client");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssignmentRule(
                        By.CLIENT, List.of(new Part("A", 1, List.of("x")), new Part("B", 1, List.of("x")))))
                .withMessageContaining("\"x\" twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssignmentRule(By.SHARES, List.of(new Part("A", 1, List.of("x")))))
                .withMessageContaining("decide by client");
    }

    @Test
    void withoutRulesTheTraceItselfIsKept() {
        Trace trace = SampleTraces.load("mixed-slo.csv");
        assertThat(Assigner.assign(trace, AssignmentRules.NONE, 7)).isSameAs(trace);
    }

    private static ScenarioSpec scenario(AssignmentRules rules) {
        return new ScenarioSpec(
                        "s",
                        TraceSource.sample("chat.csv"),
                        1,
                        200,
                        ScenarioDefaults.cluster(List.of(
                                new InstanceGroup(
                                        1,
                                        new InstanceGroup.Deployment("a100-80g", "llama-2-7b", 1),
                                        InstanceGroup.Limits.DEFAULT),
                                new InstanceGroup(
                                        1,
                                        new InstanceGroup.Deployment("a100-80g", "mistral-7b", 1),
                                        InstanceGroup.Limits.DEFAULT))),
                        List.of(SloClass.ttft("A", 1), SloClass.ttft("B", 60)),
                        List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("sjf")),
                        "",
                        7)
                .withAssignment(rules);
    }

    /** Requests go where their model is served, and count for their class, under every policy. */
    @Test
    void runsServeTheAssignedModelsAndClasses() throws ScenarioException {
        AssignmentRules rules = classes(rule(By.OUTPUT, "A", 100, "B", REST))
                .withModels(rule(By.PROMPT, "mistral-7b", 244, "llama-2-7b", REST));
        Comparison comparison = new ComparisonService().run(scenario(rules), () -> false);
        assertThat(comparison.lanes()).hasSize(2);
        for (Lane lane : comparison.lanes()) {
            RunLog log = lane.log();
            for (int r = 0; r < log.trace().size(); r++) {
                assertThat(log.sloClass(r).name()).isEqualTo(log.trace().outputTokens(r) <= 100 ? "A" : "B");
                assertThat(log.instances().get(log.outcomes().instance(r)).modelId())
                        .isEqualTo(log.trace().promptTokens(r) <= 244 ? "mistral-7b" : "llama-2-7b");
            }
        }
    }

    @Test
    void whatTheScenarioDoesNotKnowIsRefused() {
        ComparisonService service = new ComparisonService();
        assertThatThrownBy(() -> service.run(scenario(classes(rule(By.SHARES, "A", 1, "Bee", 1))), () -> false))
                .isInstanceOf(ScenarioException.class)
                .hasMessage(
                        "The assignment of classes by shares names \"Bee\", which is no class of the scenario (A, B);"
                                + " name one of them or add the class.");
        assertThatThrownBy(() -> service.run(
                        scenario(AssignmentRules.NONE.withModels(rule(By.PROMPT, "mistral-7b", 9, "phi", REST))),
                        () -> false))
                .isInstanceOf(ScenarioException.class)
                .hasMessage("The assignment of models by prompt names \"phi\", which no instance serves (llama-2-7b,"
                        + " mistral-7b); name one of these or add instances with it.");
    }

    @Test
    void impossibleRulesAreRefusedInASentence() {
        refused(
                () -> rule(By.SHARES, "A", 0, "B", 0),
                "All shares are 0; give a positive one to at least one of A, B.");
        refused(() -> rule(By.SHARES, "A", -1), "The share of A is -1; give 0 or a positive number.");
        refused(() -> rule(By.SHARES, "A", Double.NaN), "The share of A is NaN; give 0 or a positive number.");
        refused(() -> rule(By.SHARES, "A", 1, "A", 1), "The rule by shares names A twice; name it once.");
        refused(() -> rule(By.SHARES), "The rule by shares names nobody; name at least one.");
        refused(
                () -> rule(By.PROMPT, "A", 512, "B", 256, "C", REST),
                "The prompt length of B, up to 256, does not exceed the one before it, up to 512; give each its own length,"
                        + " in ascending order, with rest at the end.");
        refused(
                () -> rule(By.OUTPUT, "A", Double.NaN, "B", REST),
                "The output length up to which A takes requests is NaN; give a whole number of tokens from 1 to"
                        + " 1073741823, or rest.");
        refused(
                () -> rule(By.OUTPUT, "A", 1.5, "B", REST),
                "The output length up to which A takes requests is 1.5; give a whole number of tokens from 1 to"
                        + " 1073741823, or rest.");
        refused(
                () -> rule(By.PROMPT, "A", 512),
                "Nobody takes requests with more than 512 prompt tokens; give one class or model rest.");
        refused(
                () -> rule(By.TRACE, "A", 1),
                "The trace decides, and yet \"A\" is given a part; leave the parts out, or decide by shares, client,"
                        + " prompt or output.");
    }

    private static void refused(Runnable rule, String sentence) {
        assertThatThrownBy(rule::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void rulesAreSavedAndLoadedAndFilesWithoutThemStillRead(@TempDir Path folder)
            throws ScenarioException, IOException {
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, scenario(AssignmentRules.NONE));
        assertThat(Files.readString(file)).doesNotContain("assign");
        assertThat(ScenarioFile.read(file).assignment()).isEqualTo(AssignmentRules.NONE);
        for (AssignmentRules rules : List.of(
                classes(rule(By.SHARES, "A", 0.1, "B", 2)),
                classes(new AssignmentRule(
                        By.CLIENT, List.of(new Part("A", 0, List.of("a b", "ü")), new Part("B", 2)))),
                classes(rule(By.OUTPUT, "B", 5, "A", REST)).withModels(rule(By.SHARES, "mistral-7b", 1)),
                AssignmentRules.NONE.withModels(rule(By.PROMPT, "mistral-7b", 512, "llama-2-7b", REST)))) {
            ScenarioFile.write(file, scenario(rules));
            assertThat(ScenarioFile.read(file)).isEqualTo(scenario(rules));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"by\" : \"shares\" | \"by\" : \"size\" | assign.class.by is \"size\"",
                "\"share\" : 1.0 | \"share\" : -1.0 | In the scenario, assign.class: The share of A is -1",
                "\"share\" : 1.0 | \"share\" : \"x\" | assign.class.parts[0].share is \"x\"",
                "\"share\" : 1.0 | \"up_to_tokens\" : 1 | \"assign.class.parts[0].up_to_tokens\"",
                "\"class\" : { | \"clas\" : { | \"assign.clas\"",
            })
    void saysWhatIsWrongInAFile(String part, String instead, String expected, @TempDir Path folder)
            throws ScenarioException, IOException {
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, scenario(classes(rule(By.SHARES, "A", 1, "B", 2))));
        String text = Files.readString(file);
        assertThat(text).contains(part);
        Files.writeString(file, text.replace(part, instead));
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void classesKeepTheirPartsWhenTheyAreRenamedAndGiveThemUpWhenTheyAreRemoved() {
        ScenarioSpec shares = scenario(classes(rule(By.SHARES, "A", 1, "B", 2)));
        ScenarioSpec renamed = ScenarioEdits.sloClass(0, SloClass.ttft("Z", 1)).apply(shares);
        assertThat(renamed.assignment().classes()).isEqualTo(rule(By.SHARES, "Z", 1, "B", 2));
        assertThat(ScenarioEdits.removeSloClass(0).apply(renamed).assignment().classes())
                .isEqualTo(rule(By.SHARES, "B", 2));
        ScenarioSpec lengths = scenario(classes(rule(By.PROMPT, "A", 100, "B", REST)));
        assertThat(ScenarioEdits.removeSloClass(1).apply(lengths).assignment().classes())
                .as("somebody takes the rest")
                .isEqualTo(rule(By.PROMPT, "A", REST));
        assertThat(rule(By.SHARES, "A", 0, "B", 2).without("B")).isEqualTo(AssignmentRule.TRACE);
    }

    @Test
    void sharesThatCannotBeReckonedWithAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssignmentRule(
                        AssignmentRule.By.SHARES,
                        List.of(new AssignmentRule.Part("a", 1e308), new AssignmentRule.Part("b", 1e308))))
                .withMessageContaining("add up to more than");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssignmentRule(
                        AssignmentRule.By.SHARES, List.of(new AssignmentRule.Part("a", Double.POSITIVE_INFINITY))))
                .withMessage("The share of a is infinite; give 0 or a positive number.");
    }
}

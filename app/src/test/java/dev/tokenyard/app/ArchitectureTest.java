package dev.tokenyard.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.tokenyard.sim.policy.RequestView;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The architecture of the folders, enforced over all modules. */
class ArchitectureTest {
    private static final String[] JAVAFX = {"javafx..", "org.controlsfx..", "org.kordamp.."};

    private static final ArchRule THE_ENGINE_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("dev.tokenyard.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tokenyard.policies..", "dev.tokenyard.app..", "javafx..", "org.jfree..", "java.awt..")
            .because("the simulator must serve the window, the command line and tests alike");

    private static final ArchRule POLICIES_KNOW_NO_SCREEN = noClasses()
            .that()
            .resideInAPackage("dev.tokenyard.policies..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tokenyard.app..", "javafx..", "tools.jackson..")
            .because("a policy is an algorithm and nothing else");

    private static final ArchRule POLICIES_SEE_ONLY_THEIR_INTERFACE = classes()
            .that()
            .resideInAnyPackage(
                    "dev.tokenyard.policies.ordering..",
                    "dev.tokenyard.policies.batching..",
                    "dev.tokenyard.policies.memory..",
                    "dev.tokenyard.policies.qlm..",
                    "dev.tokenyard.policies.routing..",
                    "dev.tokenyard.policies.kit")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "dev.tokenyard.policies..",
                    "dev.tokenyard.sim.policy",
                    "dev.tokenyard.sim.time",
                    "dev.tokenyard.sim.cost",
                    // What the random streams of sim.time draw from.
                    "org.apache.commons.rng",
                    // Solves QLM's integer program.
                    "org.ojalgo..")
            .because("a policy proposes through the interface and never touches the engine's state");

    private static final ArchRule ONLY_DECLARED_ORACLES_SEE_OUTPUT_LENGTHS = noClasses()
            .that()
            .resideInAPackage("dev.tokenyard.policies..")
            .and()
            .resideOutsideOfPackages("dev.tokenyard.policies.hindsight..", "dev.tokenyard.policies.kit.predict..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.tokenyard.sim.model.Trace")
            .because("a trace holds the true output lengths, and foresight is declared on the card");

    private static final ArchRule ONLY_RESERVATIONS_SEE_OUTPUT_LIMITS = noClasses()
            .that()
            .resideInAPackage("dev.tokenyard.policies..")
            .and()
            .doNotHaveFullyQualifiedName("dev.tokenyard.policies.kit.MemoryTests")
            .should()
            .callMethod(RequestView.class, "outputLimitTokens", int.class, int.class)
            .because("what a client allows at most hints at the true output length");

    private static final ArchRule THE_ENGINE_READS_NO_FILES = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.tokenyard.sim.engine",
                    "dev.tokenyard.sim.log",
                    "dev.tokenyard.sim.policy",
                    "dev.tokenyard.sim.time",
                    "dev.tokenyard.sim.cost",
                    "dev.tokenyard.sim.model",
                    "dev.tokenyard.sim.metrics")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.nio..",
                    "tools.jackson..",
                    "dev.tokenyard.sim.trace..",
                    "dev.tokenyard.sim.catalog",
                    "dev.tokenyard.sim.export")
            .because("a run is a pure function of its input");

    private static final ArchRule THE_INTERFACE_IS_AT_THE_BOTTOM = noClasses()
            .that()
            .resideInAPackage("dev.tokenyard.sim.policy")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tokenyard.sim.engine",
                    "dev.tokenyard.sim.log",
                    "dev.tokenyard.sim.metrics",
                    "dev.tokenyard.sim.model")
            .because("policies must not reach the engine through their own interface");

    private static final ArchRule METRICS_READ_THE_LOG_ONLY = noClasses()
            .that()
            .resideInAPackage("dev.tokenyard.sim.metrics")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tokenyard.sim.engine")
            .because("every figure must be a look-up in the recording, so that it is the same wherever it is shown");

    private static final ArchRule JACKSON_STAYS_AT_THE_EDGES = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.tokenyard.sim.catalog",
                    "dev.tokenyard.sim.trace..",
                    "dev.tokenyard.sim.export",
                    "dev.tokenyard.app.session..",
                    "dev.tokenyard.app.cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..")
            .because("only what reads or writes JSON needs it");

    private static final ArchRule ONLY_CHARTS_KNOW_JFREECHART = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tokenyard.app.chart..", "dev.tokenyard.app.image..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jfree..")
            .because("a chart is data for everyone else");

    private static final ArchRule THE_SESSION_HAS_NO_SCENE_GRAPH = noClasses()
            .that()
            .resideInAnyPackage("dev.tokenyard.app.session..", "dev.tokenyard.app.cli..", "dev.tokenyard.app.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(JAVAFX)
            .because("the same jobs run without a window");

    private static final ArchRule VIEW_MODELS_HAVE_NO_CONTROLS = noClasses()
            .that()
            .resideInAPackage("dev.tokenyard.app.viewmodel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.controlsfx..", "dev.tokenyard.app.view..")
            .because("a view-model is tested without a window");

    private static final ArchRule LAYERS_POINT_DOWN = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.tokenyard.app.session..",
                    "dev.tokenyard.app.viewmodel..",
                    "dev.tokenyard.app.cli..",
                    "dev.tokenyard.app.chart..",
                    "dev.tokenyard.app.image..",
                    "dev.tokenyard.app.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tokenyard.app.view..", "dev.tokenyard.app.gallery..")
            .because("imports run gallery, view, view-model, session, policies, engine, and never back");

    private static final ArchRule THE_SESSION_IS_BELOW_THE_WINDOW = noClasses()
            .that()
            .resideInAPackage("dev.tokenyard.app.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tokenyard.app.viewmodel..", "dev.tokenyard.app.cli..", "dev.tokenyard.app.chart..")
            .because("imports run gallery, view, view-model, session, policies, engine, and never back");

    private static final ArchRule FORMATS_KNOW_NO_FILES = noClasses()
            .that()
            .resideInAPackage("dev.tokenyard.sim.trace.format")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tokenyard.sim.trace", "java.nio.file..")
            .because("a format sees lines, wherever they come from, and the reader decides about repairs");

    private static final ArchRule NO_CYCLES_IN_THE_ENGINE =
            slices().matching("dev.tokenyard.sim.(*)..").should().beFreeOfCycles();

    private static final ArchRule NO_CYCLES_IN_THE_APP =
            slices().matching("dev.tokenyard.app.(*)..").should().beFreeOfCycles();

    private static final Map<String, ArchRule> RULES = Map.ofEntries(
            Map.entry("the engine stands alone", THE_ENGINE_STANDS_ALONE),
            Map.entry("policies know no screen", POLICIES_KNOW_NO_SCREEN),
            Map.entry("policies see only their interface", POLICIES_SEE_ONLY_THEIR_INTERFACE),
            Map.entry("only declared oracles see output lengths", ONLY_DECLARED_ORACLES_SEE_OUTPUT_LENGTHS),
            Map.entry("only reservations see output limits", ONLY_RESERVATIONS_SEE_OUTPUT_LIMITS),
            Map.entry("formats know no files", FORMATS_KNOW_NO_FILES),
            Map.entry("the engine reads no files", THE_ENGINE_READS_NO_FILES),
            Map.entry("the interface is at the bottom", THE_INTERFACE_IS_AT_THE_BOTTOM),
            Map.entry("metrics read the log only", METRICS_READ_THE_LOG_ONLY),
            Map.entry("jackson stays at the edges", JACKSON_STAYS_AT_THE_EDGES),
            Map.entry("only charts know jfreechart", ONLY_CHARTS_KNOW_JFREECHART),
            Map.entry("the session has no scene graph", THE_SESSION_HAS_NO_SCENE_GRAPH),
            Map.entry("view models have no controls", VIEW_MODELS_HAVE_NO_CONTROLS),
            Map.entry("layers point down", LAYERS_POINT_DOWN),
            Map.entry("the session is below the window", THE_SESSION_IS_BELOW_THE_WINDOW),
            Map.entry("no cycles in the engine", NO_CYCLES_IN_THE_ENGINE),
            Map.entry("no cycles in the app", NO_CYCLES_IN_THE_APP));

    @TestFactory
    Stream<DynamicTest> architecture() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.tokenyard");
        return RULES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(all)));
    }
}

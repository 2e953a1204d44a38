package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.FileNames;
import dev.tokenyard.app.session.SampleScenarios;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.lesson.Lessons;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioNamesTest {
    private static final Path TUESDAY = Path.of("runs", "tuesday.json");

    private final ScenarioSpec opening = ScenarioDefaults.opening();

    private static String saved(ScenarioSpec scenario, Path file) {
        return ScenarioNames.whenSaved(scenario, Optional.empty(), file);
    }

    @Test
    void whatCameWithTheProgramIsCalledAfterItsFile() {
        for (ScenarioSpec sample : SampleScenarios.all()) {
            assertThat(saved(sample.withSeed(99), TUESDAY)).isEqualTo("tuesday");
        }
        ScenarioSpec ofLesson = Lessons.all().get(0).steps().get(0).scenario();
        assertThat(saved(ofLesson, TUESDAY)).isEqualTo("tuesday");
    }

    @Test
    void whatHasTheNameOfItsTraceIsCalledAfterItsFile() {
        ScenarioSpec ofTrace =
                opening.withTrace(TraceSource.file("/data/day.1.csv")).named("day.1");
        assertThat(saved(ofTrace, TUESDAY)).isEqualTo("tuesday");
        assertThat(saved(
                        opening.withTrace(TraceSource.file("C:\\data\\day.csv")).named("day"), TUESDAY))
                .isEqualTo("tuesday");
    }

    /** The name that the dialog offers is the title in small letters. */
    @Test
    void theTitleStaysUnderTheFileNameThatIsOffered() {
        Path offered = Path.of(FileNames.of(opening.name()) + ".json");
        assertThat(offered).isEqualTo(Path.of("mixed-slo-classes.json"));
        assertThat(saved(opening, offered)).isEqualTo(opening.name());
    }

    @Test
    void aCopyIsCalledAfterItsOwnFile() {
        Path monday = Path.of("Monday.json");
        assertThat(ScenarioNames.whenSaved(opening.named("Monday"), Optional.of(monday), TUESDAY))
                .isEqualTo("tuesday");
        assertThat(ScenarioNames.whenSaved(opening.named("Monday"), Optional.of(monday), monday))
                .isEqualTo("Monday");
    }

    @Test
    void aNameThatSomebodyWroteStays() {
        ScenarioSpec own = opening.named("What if we doubled the load?");
        assertThat(saved(own, TUESDAY)).isEqualTo(own.name());
        assertThat(ScenarioNames.whenSaved(own, Optional.of(Path.of("double.json")), TUESDAY))
                .isEqualTo(own.name());
        assertThat(ScenarioNames.whenSaved(opening, Optional.of(Path.of("double.json")), TUESDAY))
                .as("also one that the program gives, in a file of another name")
                .isEqualTo(opening.name());
    }

    /** Whatever a scenario is called, the file that is offered for it has its name, so that its title stays. */
    @Test
    void everyNameIsThatOfTheFileThatIsOffered() {
        for (String name : List.of("Größe / 負荷 2.0", "my_run", "Con", "…", "--x", "ab ".repeat(200))) {
            Path offered = Path.of(FileNames.of(name) + ".json");
            assertThat(ScenarioNames.isNameOf(offered, name)).as(name).isTrue();
            assertThat(saved(opening.named(name), offered)).isEqualTo(name);
        }
        assertThat(ScenarioNames.isNameOf(Path.of("con.json"), "Cons")).isFalse();
    }
}

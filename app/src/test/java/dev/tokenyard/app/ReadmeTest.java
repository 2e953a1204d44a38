package dev.tokenyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.WorkloadFile;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.kit.predict.PredictorFactory;
import dev.tokenyard.policies.kit.predict.Predictors;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.workload.WorkloadGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says of the program must be so. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void itsTableListsThePoliciesOfTheCatalogue() throws IOException {
        Pattern row = Pattern.compile("\\| `[^|]*\\| [^|]* \\| (blind|predicted|clairvoyant) \\|.*");
        List<String> rows =
                readme().lines().filter(line -> row.matcher(line).matches()).toList();
        assertThat(rows)
                .containsExactlyElementsOf(PolicyCatalog.all().stream()
                        .map(PolicyFactory::card)
                        .map(ReadmeTest::row)
                        .toList());
    }

    private static String row(PolicyCard card) {
        return "| `" + card.id() + "` | " + card.title() + " | "
                + card.foresight().label() + " | " + card.orderPhrase() + " | " + card.citation() + " |";
    }

    @Test
    void itsTableListsThePredictorsOfTheCatalogue() throws IOException {
        assertThat(readme().lines())
                .containsSubsequence(Predictors.all().stream()
                        .map(PredictorFactory::card)
                        .map(card -> "| `" + card.usage() + "` | " + card.title() + " | " + card.idea() + " |")
                        .toList());
    }

    /** Whoever copies it has something that runs. */
    @Test
    void itsRecipeCanBeDrawn(@TempDir Path folder) throws IOException, ScenarioException {
        Matcher recipe =
                Pattern.compile("```\\n(\\{ \"name\": .*?)```", Pattern.DOTALL).matcher(readme());
        assertThat(recipe.find()).isTrue();
        Path file = folder.resolve("mine.json");
        Files.writeString(file, recipe.group(1));
        assertThat(WorkloadGenerator.generate(WorkloadFile.read(file, 7)).size())
                .isGreaterThan(10_000);
    }

    @Test
    void itsPicturesExist() throws IOException {
        Matcher picture = Pattern.compile("\\((screenshots/[^)]*)\\)").matcher(readme());
        int count = 0;
        while (picture.find()) {
            count++;
            assertThat(ROOT.resolve(picture.group(1))).exists();
        }
        assertThat(count).isGreaterThanOrEqualTo(5);
    }

    @Test
    void theClassThatItShowsHowToWriteUsesWhatThereIs() throws IOException {
        String code = readme().replaceAll("(?s).*```java\n(.*?)```.*", "$1");
        Matcher imported =
                Pattern.compile("import (dev\\.tokenyard\\.[\\w.]+);").matcher(code);
        while (imported.find()) {
            String name = imported.group(1);
            assertThat(ReadmeTest.class.getResource("/" + name.replace('.', '/') + ".class"))
                    .as(name)
                    .isNotNull();
        }
    }
}

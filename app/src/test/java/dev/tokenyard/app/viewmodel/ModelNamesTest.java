package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.model.ModelSpec;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelNamesTest {
    @Test
    void namesBecomeShorterAndTellModelsApart() {
        ModelNames names = ModelNames.of(List.of("mistral-7b", "vicuna-13b", "llama-2-7b", "llama-2-13b"));
        assertThat(names.all("llama-2-13b")).containsExactly("llama-2-13b", "llama-13b", "l-13b");
        assertThat(names.all("mistral-7b")).containsExactly("mistral-7b", "m-7b");
    }

    @Test
    void initialsAreAsLongAsTheyMustBe() {
        ModelNames names = ModelNames.of(List.of("mistral-7b", "mixtral-7b"));
        assertThat(names.all("mistral-7b")).endsWith("mis-7b");
    }

    @Test
    void whatTellsVersionsApartIsKept() {
        ModelNames names = ModelNames.of(List.of("llama-2-70b", "llama-3.1-70b"));
        assertThat(names.all("llama-2-70b")).containsExactly("llama-2-70b");
    }

    @Test
    void anyModelsOfTheCatalogueAreToldApartInEveryForm() {
        List<String> ids =
                HardwareCatalog.builtIn().models().stream().map(ModelSpec::id).toList();
        for (int from = 0; from < ids.size(); from++) {
            for (int to = from + 1; to <= ids.size(); to++) {
                List<String> some = ids.subList(from, to);
                ModelNames names = ModelNames.of(some);
                for (int f = 0; f < names.count(); f++) {
                    int form = f;
                    List<String> called =
                            some.stream().map(id -> names.name(id, form)).toList();
                    assertThat(new HashSet<>(called)).hasSameSizeAs(some);
                    assertThat(called).allSatisfy(name -> assertThat(name).isNotEmpty());
                }
            }
        }
    }
}

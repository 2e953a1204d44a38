package dev.tokenyard.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PolicyCatalogTest {
    @Test
    void idsAreUniqueAndLeadBackToTheirPolicy() {
        assertThat(PolicyCatalog.all())
                .extracting(factory -> factory.card().id())
                .doesNotHaveDuplicates()
                .containsExactly(
                        "fcfs",
                        "sjf",
                        "ssjf",
                        "edf",
                        "mc-sf",
                        "mc-benchmark",
                        "svf",
                        "svf-order",
                        "sorted-f",
                        "a-max",
                        "a-min",
                        "alpha-greedy",
                        "alpha-beta",
                        "qlm",
                        "shepherd");
        assertThat(PolicyCatalog.all())
                .allSatisfy(factory ->
                        assertThat(PolicyCatalog.byId(factory.card().id())).isSameAs(factory));
    }

    @Test
    void aMistypedIdIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> PolicyCatalog.byId("fcsf"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no policy 'fcsf'")
                .hasMessageContaining("did you mean fcfs?")
                .hasMessageContaining("mc-benchmark");
    }
}

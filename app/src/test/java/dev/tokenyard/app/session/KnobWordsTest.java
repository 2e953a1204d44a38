package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.PolicyCatalog;
import org.junit.jupiter.api.Test;

class KnobWordsTest {
    @Test
    void knobsAreNamedInWords() {
        assertThat(PolicyCatalog.byId("ssjf").card().knobs())
                .extracting(KnobWords::name)
                .contains("aged after", "aged services");
        assertThat(PolicyCatalog.all())
                .flatMap(policy -> policy.card().knobs())
                .allSatisfy(knob -> assertThat(KnobWords.name(knob)).isLowerCase());
    }
}

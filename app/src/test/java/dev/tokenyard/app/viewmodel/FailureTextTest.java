package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioException;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    private static final String DEFECT =
            " because of a defect in the program \\(java.lang.IllegalStateException: x in FailureTextTest.java, line \\d+\\);"
                    + " please report it with ";

    @Test
    void aRefusalIsASentenceAndAnythingElseADefect() {
        assertThat(FailureText.of(new ScenarioException("It is so."), "It broke off", "the trace"))
                .isEqualTo("It is so.");
        assertThat(FailureText.of(new IllegalStateException("x"), "It broke off", "the trace"))
                .matches("It broke off" + DEFECT + "the trace\\.");
    }

    @Test
    void aSearchThatBreaksOffSaysTheSame() {
        assertThat(HindsightText.failed(new IllegalStateException("x")))
                .matches("The search broke off" + DEFECT + "the scenario\\.");
        assertThat(HindsightText.failed(new IllegalArgumentException("x")))
                .as("what is no refusal of a scenario")
                .contains("because of a defect in the program");
    }
}

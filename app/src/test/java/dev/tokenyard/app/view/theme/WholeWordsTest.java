package dev.tokenyard.app.view.theme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

class WholeWordsTest {
    private static void lay(Label label, double width) {
        label.resize(width, 20);
        label.layout();
    }

    private static Label shown(Label label) {
        Pane root = new Pane(label);
        root.getStylesheets().addAll(ThemeManager.stylesheets(Theme.LIGHT));
        new Scene(root);
        root.applyCss();
        return label;
    }

    @Test
    void aLabelThatIsCutSaysAllUnderThePointerAndAWholeOneNothing() {
        FxThread.run(() -> {
            Label label = shown(new Label("AzureLLMInferenceTrace_conv.first40min.csv"));
            WholeWords.showUnder(label);
            lay(label, 80);
            assertThat(label.getTooltip().getText()).isEqualTo("AzureLLMInferenceTrace_conv.first40min.csv");
            label.setText("AzureLLMInferenceTrace_code.first40min.csv");
            lay(label, 80);
            assertThat(label.getTooltip().getText()).contains("_code");
            lay(label, 600);
            assertThat(label.getTooltip()).isNull();
        });
    }

    @Test
    void aHeadingThatIsCutSaysThePlainWords() {
        FxThread.run(() -> {
            SectionHeading heading = (SectionHeading) shown(new SectionHeading("α-protection β-clearing"));
            lay(heading, 60);
            assertThat(heading.getTooltip().getText()).isEqualTo("α-protection β-clearing");
        });
    }

    /** The pitch of all lines is about 1.4 times their size, and a single line is no higher for it. */
    @Test
    void linesOfLabelsAreApartByOneRule() {
        FxThread.run(() -> {
            for (String style : new String[] {"", "small", "headline"}) {
                double[] heights = new double[3];
                double size = 0;
                for (int lines = 1; lines <= 3; lines++) {
                    Label label = new Label("Words" + "\nwords".repeat(lines - 1));
                    label.getStyleClass().add(style);
                    heights[lines - 1] = shown(label).prefHeight(-1);
                    size = label.getFont().getSize();
                    if (lines == 1) {
                        assertThat(heights[0]).isLessThan(lineHeight(label.getFont()) + 1.5);
                    }
                }
                assertThat((heights[2] - heights[1]) / size)
                        .as("pitch of %s px", size)
                        .isBetween(1.28, 1.45);
            }
        });
    }

    private static double lineHeight(Font font) {
        Text text = new Text("Words");
        text.setFont(font);
        return text.getLayoutBounds().getHeight();
    }
}

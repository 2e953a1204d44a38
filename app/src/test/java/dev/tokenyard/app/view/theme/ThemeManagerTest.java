package dev.tokenyard.app.view.theme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import java.io.IOException;
import java.net.URI;
import javafx.css.CssParser;
import javafx.scene.Scene;
import javafx.scene.control.DialogPane;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeManagerTest {
    @Test
    void dressesScenesAndDialogsAndChangesThemAll() {
        FxThread.run(() -> {
            ThemeManager manager = new ThemeManager(Theme.DARK);
            Scene scene = new Scene(new Pane());
            scene.getStylesheets().add("file:/own.css");
            DialogPane dialog = new DialogPane();
            manager.apply(scene);
            manager.apply(dialog);
            assertThat(scene.getStylesheets()).startsWith(sheets(Theme.DARK)).hasSize(3);

            manager.toggle();

            assertThat(manager.theme()).isEqualTo(Theme.LIGHT);
            assertThat(scene.getStylesheets())
                    .startsWith(sheets(Theme.LIGHT))
                    .endsWith("file:/own.css")
                    .hasSize(3);
            assertThat(dialog.getStylesheets()).containsExactly(sheets(Theme.LIGHT));
        });
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void stylesheetsParseWithoutAComplaint(Theme theme) throws IOException {
        CssParser.errorsProperty().clear();
        for (String sheet : sheets(theme)) {
            assertThat(new CssParser().parse(URI.create(sheet).toURL()).getRules())
                    .isNotEmpty();
        }
        assertThat(CssParser.errorsProperty()).isEmpty();
    }

    private static String[] sheets(Theme theme) {
        return ThemeManager.stylesheets(theme).toArray(String[]::new);
    }
}

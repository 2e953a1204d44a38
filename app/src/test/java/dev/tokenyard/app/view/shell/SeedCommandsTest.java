package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.reproduce.Experiments;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.viewmodel.SeedsViewModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The seeds of the compare page by the list of commands, and the room of what is said about them. */
class SeedCommandsTest {
    private final WindowFixture window = FxThread.call(() -> new WindowFixture(Theme.DARK, 980, 800));

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private List<String> commands() {
        window.press(KeyCode.K, Modifier.CONTROL);
        window.find(TextField.class, "#command-words").setText("seed");
        List<String> titles = window.find(ListView.class, "#command-list").getItems().stream()
                .map(command -> ((Command) command).title())
                .toList();
        window.press(KeyCode.ESCAPE);
        return titles;
    }

    private void run(String words) {
        window.press(KeyCode.K, Modifier.CONTROL);
        window.find(TextField.class, "#command-words").setText(words);
        window.press(KeyCode.ENTER);
    }

    @Test
    void seedsAreFoundByTheirName() {
        FxThread.run(() -> {
            SeedsViewModel seeds = window.models.compare().seeds();
            window.models.scenario().edit(scenario -> scenario.withLimit(60));
            assertThat(commands())
                    .contains(
                            "Run with 5 seeds: means with intervals",
                            "Run with 10 seeds: means with intervals",
                            "Run with 30 seeds: means with intervals")
                    .noneMatch(title -> title.contains("one seed"));
            run("run with 5 seeds");
            assertThat(window.models.pages().pageProperty().get()).isEqualTo(Page.COMPARE);
            assertThat(seeds.countProperty().get()).isEqualTo(5);
            assertThat(seeds.runsProperty().get()).isNotNull();
            assertThat(commands())
                    .contains("Run with one seed only")
                    .noneMatch(title -> title.startsWith("Run with 5"));
            run("run with one seed");
            assertThat(seeds.countProperty().get()).isEqualTo(1);
            window.models.scenario().edit(ScenarioEdits.seed(Long.MAX_VALUE));
            run("run with 10 seeds");
            assertThat(window.models.messages().messages())
                    .singleElement()
                    .satisfies(message -> assertThat(message.text()).contains("too large to count 10 seeds from"));
        });
    }

    /** The table below stays where it is while one seed after the other comes. */
    @Test
    void whatIsSaidOfSeedsHasItsRoomBeforeTheyAreThere() {
        Deque<Runnable> background = new ArrayDeque<>();
        FxThread.run(() -> {
            WindowFixture slow =
                    new WindowFixture(Theme.DARK, 980, 800, Experiments.all(), background::add, Runnable::run);
            slow.models
                    .scenario()
                    .edit(scenario -> scenario.withLimit(60).withTrace(ScenarioSpec.TraceSource.sample("chat.json")));
            work(background);
            slow.models.pages().pageProperty().set(Page.COMPARE);
            work(background);
            slow.models.compare().baselineProperty().set("FCFS");
            slow.models.compare().seeds().setCount("4");
            slow.settle();
            Label words = slow.find(Label.class, "#seeds-words");
            double before = ((Region) words.getParent()).getHeight();
            String said = words.getText();
            work(background);
            slow.settle();
            assertThat(words.getText()).isNotEqualTo(said).startsWith("Mean ±");
            assertThat(words.getHeight()).as("two lines").isGreaterThan(22);
            assertThat(((Region) words.getParent()).getHeight()).isEqualTo(before);
            slow.close();
        });
    }

    private static void work(Deque<Runnable> background) {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }
}

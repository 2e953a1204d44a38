package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.viewmodel.SeedsViewModel;
import java.util.ArrayList;
import java.util.List;

/** What can be done with the seeds of the compare page at the moment. */
final class SeedCommands {
    private static final String GROUP = "Seeds";

    /** Enough to see an interval, to trust it, and to tell small differences; the page takes any number. */
    private static final List<Integer> COUNTS = List.of(5, 10, 30);

    private SeedCommands() {}

    static List<Command> of(WindowModels models) {
        SeedsViewModel seeds = models.compare().seeds();
        int present = seeds.countProperty().get();
        List<Command> commands = new ArrayList<>();
        for (int count : COUNTS) {
            if (count != present) {
                commands.add(Command.of(
                        GROUP, "Run with " + count + " seeds: means with intervals", () -> run(models, count)));
            }
        }
        if (present > 1) {
            commands.add(Command.of(GROUP, "Run with one seed only", () -> run(models, 1)));
        }
        if (seeds.runningProperty().get()) {
            commands.add(Command.of(GROUP, "Stop running seeds", seeds::stop));
        } else if (seeds.stoppedProperty().get()) {
            commands.add(Command.of(GROUP, "Run the seeds that are missing", seeds::resume));
        }
        return commands;
    }

    /** The compare page is where the figures are, and seeds are run while it is on show. */
    private static void run(WindowModels models, int count) {
        models.pages().pageProperty().set(Page.COMPARE);
        String refusal = models.compare().seeds().setCount(Integer.toString(count));
        if (!refusal.isEmpty()) {
            models.messages().error(GROUP, refusal);
        }
    }
}

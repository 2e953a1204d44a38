package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ForkEdits;
import dev.tokenyard.app.session.ForkMoments;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.time.Ticks;

/** Forks a lane at the moment that the clock shows. */
final class Forks {
    private static final String TOPIC = "fork";

    private final WindowModels models;
    private final Overlay overlay;

    Forks(WindowModels models, Overlay overlay) {
        this.models = models;
        this.overlay = overlay;
    }

    /** Asks what shall go on, or says why nothing can. */
    void ask() {
        Comparison shown = models.comparison().comparisonProperty().get();
        if (shown == null || ForkSheet.forkable(shown).isEmpty()) {
            models.messages()
                    .warn(
                            TOPIC,
                            "There is no lane yet that could be forked; choose a trace and a policy, and fork once it is"
                                    + " simulated.");
            return;
        }
        models.comparison().playback().playingProperty().set(false);
        long tick = models.comparison().playback().tick();
        int lane = Math.max(0, models.comparison().selection().laneProperty().get());
        ForkSheet sheet = new ForkSheet(
                shown,
                Math.min(lane, shown.lanes().size() - 1),
                tick,
                (parent, policy) -> fork(parent, policy, tick),
                overlay::close);
        overlay.show("Fork from here", sheet, sheet.field());
    }

    private String fork(Lane parent, PolicyFactory policy, long tick) {
        String late = ForkMoments.refusal(parent, tick);
        String refusal = late.isEmpty()
                ? models.scenario()
                        .edit(ForkEdits.add(
                                parent.card().id(),
                                Ticks.toSeconds(tick),
                                policy.card().id()))
                : late;
        if (refusal.isEmpty()) {
            overlay.close();
            models.pages().pageProperty().set(Page.STAGE);
            models.messages()
                    .info(
                            TOPIC,
                            parent.card().title() + " goes on with "
                                    + policy.card().title() + " from "
                                    + RunClock.of(parent.log().info()).moment(tick) + " in a lane beside it.");
        }
        return refusal;
    }
}

package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.RequestLife;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the inspector says of a request.
 *
 * @param comparison where it belongs
 * @param request its number
 * @param className its SLO class
 * @param classIndex the number of that class
 * @param arrivalTick when it arrived
 * @param promptTokens its prompt
 * @param outputTokens its true output
 * @param predicted what a policy thought of its output, empty if none in the comparison predicts
 * @param deadlineTick by when its first token is due, {@link dev.tokenyard.sim.time.Ticks#NEVER} for no deadline
 * @param lives its life in every lane
 * @param lane the lane whose story is told
 * @param story why it waited there
 * @param contrast how it went in the lane where its first token came soonest, null if that is the same lane
 */
public record RequestDetail(
        Comparison comparison,
        int request,
        String className,
        int classIndex,
        long arrivalTick,
        int promptTokens,
        int outputTokens,
        List<Prediction> predicted,
        long deadlineTick,
        List<RequestLife> lives,
        int lane,
        List<Sentence> story,
        @Nullable Contrast contrast)
        implements InspectorContent {
    /** Copies the lists. */
    public RequestDetail {
        predicted = List.copyOf(predicted);
        lives = List.copyOf(lives);
        story = List.copyOf(story);
    }

    /**
     * An estimate of the output.
     *
     * @param tokens the estimate
     * @param policyTitle whose it is
     */
    public record Prediction(int tokens, String policyTitle) {}

    /**
     * The story in another lane.
     *
     * @param lane which one
     * @param story what happened there
     */
    public record Contrast(int lane, List<Sentence> story) {
        /** Copies the list. */
        public Contrast {
            story = List.copyOf(story);
        }
    }
}

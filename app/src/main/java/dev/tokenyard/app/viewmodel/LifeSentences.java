package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.LifeStory;
import dev.tokenyard.app.session.LifeStory.Admission;
import dev.tokenyard.app.session.LifeStory.Blocked;
import dev.tokenyard.app.session.LifeStory.Preemption;
import dev.tokenyard.app.session.LifeStory.ServedBefore;
import dev.tokenyard.app.session.RequestLife;
import dev.tokenyard.app.session.plan.WaitForesight;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.PlanTrack;
import dev.tokenyard.sim.log.Refusal;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells in plain words why a request waited: a {@link LifeStory} with names and units. */
final class LifeSentences {
    private final Lane lane;
    private final RunLog log;
    private final RunClock clock;
    private final LifeStory story;
    private final List<Sentence> sentences = new ArrayList<>();

    private LifeSentences(Lane lane, LifeStory story) {
        this.lane = lane;
        log = lane.log();
        clock = RunClock.of(log.info());
        this.story = story;
    }

    /** The whole story of a request in a lane. */
    static List<Sentence> of(Lane lane, int request) {
        LifeSentences words = new LifeSentences(lane, LifeStory.of(lane.log(), request));
        words.tell(RequestLife.of(lane.log(), request));
        return words.sentences;
    }

    private void tell(RequestLife life) {
        Refusal refusal = story.refusal();
        if (refusal != null) {
            tellRefusal(refusal);
            return;
        }
        tellArrival();
        tellRequeues();
        tellForesight();
        if (log.info().predictionTicks() > 0) {
            sentences.add(Sentence.of(
                    "predicted",
                    "after %s, before which it could not go",
                    clock.duration(log.info().predictionTicks())));
        }
        if (story.servedBefore().total() > 0) {
            tellServedBefore(story.servedBefore());
        }
        if (!story.behindHead().isEmpty()) {
            tellBehindHead(story.behindHead());
        }
        story.asHead().forEach(this::tellAsHead);
        tellAdmission();
        if (story.preemption().count() > 0) {
            tellPreemption(story.preemption());
        }
        tellVerdict(life);
    }

    private void tellRefusal(Refusal refusal) {
        int request = story.request();
        if (refusal.instance() < 0) {
            sentences.add(Sentence.of(
                    "refused",
                    "on arrival: it asks for %s, which no instance serves",
                    log.trace().modelNames().get(log.trace().modelIndex(request))));
            return;
        }
        InstanceInfo instance = log.instances().get(refusal.instance());
        boolean anotherCould = refusal.couldHold() >= 0;
        String where = anotherCould
                ? "too large for " + instance.name() + ", where it would have run"
                : "too large for every instance";
        String arithmetic = String.format(
                "at its peak it needs %s%s (%s for the prompt, %s for the output), %s has %s",
                blocks(refusal.neededBlocks()),
                clock == RunClock.SECONDS ? " of " + tokens(instance.blockTokens()) : "",
                tokens(log.trace().promptTokens(request)),
                tokens(log.trace().outputTokens(request)),
                instance.name(),
                TimeText.count(refusal.totalBlocks()));
        sentences.add(
                anotherCould
                        ? Sentence.of(
                                "refused",
                                "on arrival, %s: %s; %s could have held it",
                                where,
                                arithmetic,
                                log.instances().get(refusal.couldHold()).name())
                        : Sentence.of("refused", "on arrival, %s: %s", where, arithmetic));
    }

    private void tellArrival() {
        String place = place(story.routedTo());
        int others = story.othersWaiting();
        sentences.add(
                others == 0
                        ? Sentence.of("sent", "to %s, where nothing was waiting", place)
                        : Sentence.of("sent", "to %s, where %s waiting", place, requests(others, "was", "were")));
    }

    /** Where it had to wait from then on, as other policies took over. */
    private void tellRequeues() {
        EventTrack events = log.events();
        for (int e : events.eventsOfRequest(story.request())) {
            if (events.kind(e) == EventKind.REQUEUED) {
                sentences.add(Sentence.of(
                        "sent on",
                        "to %s at %s, as another policy took over",
                        place(events.instance(e)),
                        clock.moment(events.tick(e))));
            }
        }
    }

    /** A queue in words: that of an instance, or the one for all where none is given. */
    private String place(int instance) {
        return instance < 0 ? "the common queue" : log.instances().get(instance).name();
    }

    /** What a policy that plans expected of it. */
    private void tellForesight() {
        int request = story.request();
        PlanTrack plans = log.plans(log.trace().arrivalTick(request));
        if (plans == null || plans.groupOf(request) == PlanTrack.NONE) {
            return;
        }
        int ahead = plans.aheadOf(request);
        String behind = ahead == 0 ? "" : ", behind " + TimeText.count(ahead, "request", "requests");
        boolean admitted = log.outcomes().firstScheduledTick(request) != RequestOutcomes.NEVER;
        String came = admitted ? "; it waited " + clock.duration(WaitForesight.waitSeconds(log, request)) : "";
        sentences.add(Sentence.of(
                "foretold",
                "to wait %s as one of group %d%s%s",
                clock.duration(plans.expectedWaitSeconds(request)),
                plans.groupOf(request),
                behind,
                came));
    }

    private void tellServedBefore(ServedBefore before) {
        String first = TimeText.count(before.total(), "request", "requests") + " that got in first";
        String same = clock == RunClock.ROUNDS ? "came in the same round and" : "came at the same moment and";
        String overtaken =
                overtook(before.later(), before, "came later but") + overtook(before.together(), before, same);
        sentences.add(new Sentence("behind", first + overtaken + mainClass(before)));
    }

    private String overtook(int count, ServedBefore before, String came) {
        if (count == 0) {
            return "";
        }
        String who = before.total() == 1 ? "it" : some(count, before.total());
        return "; " + who + " " + came + (count == 1 ? " goes first " : " go first ")
                + lane.card().orderPhrase();
    }

    private static String some(int count, int total) {
        return (count == total ? "all" : TimeText.count(count)) + " of them";
    }

    /** The class that most of those before it belong to, where there is more than one to choose from. */
    private String mainClass(ServedBefore before) {
        int main = 0;
        for (int k = 1; k < before.byClass().size(); k++) {
            if (before.byClass().get(k) > before.byClass().get(main)) {
                main = k;
            }
        }
        boolean telling = before.byClass().size() > 1 && before.total() > 1;
        return telling
                ? String.format(
                        "; %s %s",
                        some(before.byClass().get(main), before.total()),
                        log.info().sloClasses().get(main).name())
                : "";
    }

    private void tellBehindHead(List<Blocked> blocked) {
        long total = blocked.stream().mapToLong(Blocked::ticks).sum();
        String reasons = blocked.size() == 1
                ? blocked.get(0).reason().label()
                : blocked.stream()
                        .map(b -> b.reason().label() + " " + clock.duration(b.ticks()))
                        .collect(Collectors.joining(", "));
        sentences.add(Sentence.of(
                "queue blocked", "for %s while others were next in line: %s", clock.duration(total), reasons));
    }

    private void tellAsHead(Blocked blocked) {
        sentences.add(Sentence.of(
                blocked.reason().label(),
                "for %s when it was next in line%s",
                clock.duration(blocked.ticks()),
                arithmetic(blocked)));
    }

    private String arithmetic(Blocked blocked) {
        String needed = TimeText.count(blocked.needed());
        String available = TimeText.count(blocked.available());
        return switch (blocked.reason()) {
            case KV_FULL ->
                String.format(
                        ": it needed %s, %s free",
                        blocks(blocked.needed()), blocked.available() == 1 ? "1 was" : available + " were");
            case LOOK_AHEAD ->
                String.format(
                        ": with it the KV cache would come to hold %s tokens, it has room for %s", needed, available);
            case BATCH_CAP -> String.format(": the batch held %s of at most %s requests", available, available);
            case TOKEN_BUDGET -> ": the step had no tokens left for its prompt";
            case PREEMPTED -> ": nothing is admitted in a step that evicts";
            case BATCH_RUNNING ->
                String.format(
                        ": nobody joins before the %s in the batch have ended",
                        TimeText.count(blocked.available(), "request", "requests"));
            case BATCH_FILLING ->
                String.format(
                        ": a full batch is %s, %s waiting",
                        TimeText.count(blocked.needed(), "request", "requests"), available);
            case OTHER_MODEL ->
                blocked.needed() == 0
                        ? ": another model was next on its GPUs"
                        : String.format(
                                ": another model was next on its GPUs, once %s had ended",
                                TimeText.count(blocked.needed(), "request", "requests"));
            case SWAPPED, HELD, NONE -> "";
        };
    }

    private void tellAdmission() {
        Admission admission = story.admission();
        if (admission == null) {
            sentences.add(Sentence.of(
                    "never admitted", "the run ended at %s while it was waiting", clock.moment(log.endTick())));
            return;
        }
        boolean stoodBehind = story.servedBefore().total() > 0
                || !story.asHead().isEmpty()
                || !story.behindHead().isEmpty();
        String cause = admission.finishedRequest() >= 0
                ? ", when request " + admission.finishedRequest() + " finished" + others(admission.othersFinished())
                : stoodBehind || admission.waitedTicks() == 0 ? "" : ", as soon as the step under way had ended";
        if (admission.waitedTicks() == 0) {
            sentences.add(Sentence.of("admitted", "on arrival, at %s%s", clock.moment(admission.tick()), cause));
            return;
        }
        sentences.add(Sentence.of(
                "admitted",
                "at %s, %s after it arrived%s",
                clock.moment(admission.tick()),
                clock.duration(admission.waitedTicks()),
                cause));
    }

    private static String others(int count) {
        return count == 0 ? "" : " together with " + TimeText.count(count, "other", "others");
    }

    private void tellPreemption(Preemption preemption) {
        sentences.add(Sentence.of(
                "preempted",
                "%s: %s thrown away and computed again, %s back in the queue",
                preemption.count() == 1 ? "once" : preemption.count() + " times",
                TimeText.count(preemption.lostTokens(), "computed token", "computed tokens"),
                clock.duration(preemption.requeuedTicks())));
    }

    private void tellVerdict(RequestLife life) {
        if (life.deadlineTick() == Ticks.NEVER) {
            return;
        }
        boolean served = life.firstTokenTick() != RequestOutcomes.NEVER;
        long spare = life.deadlineTick() - (served ? life.firstTokenTick() : log.endTick());
        if (spare < 0) {
            sentences.add(Sentence.of(
                    "deadline missed",
                    served ? "by %s: the first token came late" : "by %s when the run ended",
                    clock.duration(-spare)));
        } else if (served) {
            sentences.add(Sentence.of("deadline met", "with %s to spare", clock.duration(spare)));
            if (!life.met()) {
                sentences.add(Sentence.of(
                        "objective missed",
                        "all the same: %s per output token, the target is %s",
                        clock.duration(life.tpotSeconds()),
                        clock.duration(log.sloClass(story.request()).tpotSeconds())));
            }
        }
    }

    private String blocks(long count) {
        return TimeText.count(count) + (clock == RunClock.SECONDS ? " KV " : " ") + clock.memory(count);
    }

    private static String tokens(long count) {
        return TimeText.count(count, "token", "tokens");
    }

    private static String requests(int count, String one, String several) {
        return TimeText.count(count, "request " + one, "requests " + several);
    }
}

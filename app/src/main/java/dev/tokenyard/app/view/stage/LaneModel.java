package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.MemoryForecast;
import dev.tokenyard.app.session.MemoryForecast.Candidate;
import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.app.session.plan.PlanBoard;
import dev.tokenyard.app.session.plan.PlanChange;
import dev.tokenyard.app.viewmodel.ModelNames;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.sim.log.BlockMap;
import dev.tokenyard.sim.log.BlockPlaces;
import dev.tokenyard.sim.log.GatheredBlocks;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.PlanTrack;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Attainment;
import dev.tokenyard.sim.metrics.RunningLatency;
import dev.tokenyard.sim.metrics.SloCheck;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.GpuSets;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a lane looks up while it is drawn. Made off the FX thread; used on it from then on. */
final class LaneModel {
    private final int index;
    private final int colour;
    private final Lane lane;
    private final RunCursor cursor;
    private BlockPlaces blocks;
    private final SloCheck slo;
    private final Attainment attainment;
    /** By SLO class; empty unless there are several, of which one has an objective. */
    private final List<Attainment> byClass;

    private final TtftSoFar ttft;
    private Counted counted;
    private final InstanceFacts[] instances;
    private final Flights flights;
    private final List<String> subtitles;
    private final RunClock clock;
    private @Nullable RunningLatency latency;
    private final boolean objectives;
    private final boolean mixedModels;
    private final ModelNames modelNames;
    private final InstanceTags tags;
    /** By instance its place on the stage. */
    private final int[] places;

    private final int placeCount;
    /** By place the instances that share it. */
    private final int[][] atPlace;
    /** The virtual queues that were looked up last, for this moment. */
    private @Nullable PlanBoard plan;

    private long planTick = Ticks.NEVER;
    private PlanWords.@Nullable Change planChange;
    private int plansRead;
    private @Nullable PlanTrack trackRead;
    /** By instance the forecast that was looked up last, and what it depends on: events and steps so far. */
    private final @Nullable MemoryForecast[] forecasts;

    private final int[] forecastEvents;
    private final long[] forecastSteps;

    LaneModel(int index, Comparison comparison) {
        this.index = index;
        lane = comparison.lanes().get(index);
        colour = comparison.colour(index);
        RunLog log = lane.log();
        cursor = log.cursor();
        // Where they lie takes a replay of the run, which comes later; see settle.
        blocks = new GatheredBlocks(cursor);
        slo = new SloCheck(log);
        attainment = lane.attainment();
        ttft = new TtftSoFar(log);
        instances = InstanceFacts.of(log);
        flights = Flights.of(log);
        subtitles = LaneWords.subtitles(lane);
        clock = RunClock.of(log.info());
        if (clock == RunClock.ROUNDS) {
            latency();
        }
        objectives = RunWords.hasObjectives(log.info());
        int classes = log.info().sloClasses().size();
        byClass = objectives && classes > 1
                ? IntStream.range(0, classes).mapToObj(lane::attainmentOfClass).toList()
                : List.of();
        counted = Counted.all(lane, byClass);
        mixedModels =
                log.instances().stream().map(InstanceInfo::modelId).distinct().count() > 1;
        modelNames = ModelNames.of(
                log.instances().stream().map(InstanceInfo::modelId).toList());
        tags = new InstanceTags(log.instances(), modelNames);
        places = GpuSets.numbers(instances.length, i -> log.instances().get(i).sharedGpus());
        placeCount = Arrays.stream(places).max().orElse(-1) + 1;
        atPlace = IntStream.range(0, placeCount)
                .mapToObj(place -> IntStream.range(0, places.length)
                        .filter(i -> places[i] == place)
                        .toArray())
                .toArray(int[][]::new);
        forecasts = new MemoryForecast[instances.length];
        forecastEvents = new int[instances.length];
        forecastSteps = new long[instances.length];
    }

    void seek(long tick) {
        cursor.seek(tick);
        blocks.seek(tick);
    }

    /** Swaps in a block map that knows where blocks lie. */
    void replaceBlocks(BlockMap passed) {
        passed.seek(cursor.tick());
        blocks = passed;
    }

    int index() {
        return index;
    }

    /** The number of its colour. */
    int colour() {
        return colour;
    }

    Lane lane() {
        return lane;
    }

    RunLog log() {
        return lane.log();
    }

    Trace trace() {
        return lane.log().trace();
    }

    RequestOutcomes outcomes() {
        return lane.log().outcomes();
    }

    RunCursor cursor() {
        return cursor;
    }

    BlockPlaces blocks() {
        return blocks;
    }

    Attainment attainment() {
        return attainment;
    }

    /** The attainment of each SLO class; empty unless there are several, of which one has an objective. */
    List<Attainment> attainmentByClass() {
        return byClass;
    }

    /** What its head counts: everything, or the requests of a range of time. */
    Counted counted() {
        return counted;
    }

    /** Has its head count other requests. */
    void count(Counted others) {
        counted = others;
        ttft.restrictTo(others.window());
    }

    TtftSoFar ttft() {
        return ttft;
    }

    /** How moments and memory are told. */
    RunClock clock() {
        return clock;
    }

    /** The total latency as it comes about, which the theory mode is about. */
    RunningLatency latency() {
        RunningLatency known = latency;
        if (known == null) {
            known = RunningLatency.of(log());
            latency = known;
        }
        return known;
    }

    /** Whether a class has an objective that could be missed. */
    boolean hasObjectives() {
        return objectives;
    }

    /** What a reader must know before believing the lane's figures, a line each; empty if nothing. */
    String warnings() {
        return counted.warnings();
    }

    InstanceFacts instance(int i) {
        return instances[i];
    }

    /** Whether its policy looks ahead at the memory, for which the stage then keeps a picture of it. */
    boolean foreseesMemory() {
        return log().foreseesMemory();
    }

    /** The memory of an instance to come, null where the policy does not look ahead. The same object until it changes. */
    @Nullable
    MemoryForecast forecast(int i) {
        long step = cursor.forecast().step(i);
        if (forecasts[i] == null || forecastEvents[i] != cursor.nextEvent() || forecastSteps[i] != step) {
            forecasts[i] = MemoryForecast.of(cursor, i).orElse(null);
            forecastEvents[i] = cursor.nextEvent();
            forecastSteps[i] = step;
        }
        return forecasts[i];
    }

    /** What the head of a blocked queue needs by now, in the reason's unit; what a forecast says of it changes with time. */
    long blockNeeded(int i) {
        MemoryForecast forecast = cursor.forecast().candidate(i) < 0 ? null : forecast(i);
        Candidate candidate = forecast == null ? null : forecast.candidate();
        return candidate == null ? cursor.blockNeeded(i) : candidate.peakTokens();
    }

    /** How many places its instances take. */
    int placeCount() {
        return placeCount;
    }

    /** Where an instance is shown: those that take turns on the same GPUs are shown at the same place. */
    int place(int instance) {
        return places[instance];
    }

    /** All instances that are shown where one is, that one included. */
    int[] atPlaceOf(int instance) {
        return atPlace[places[instance]];
    }

    /** Whether an instance has its place at this moment, since its model is loaded or being loaded. */
    boolean isOnStage(int instance) {
        return cursor.hasGpus(instance);
    }

    /** The virtual queues of a policy that plans, null for any other. */
    @Nullable
    PlanBoard plan() {
        if (planTick != cursor.tick()) {
            plan = PlanBoard.of(cursor).orElse(null);
            planTick = cursor.tick();
        }
        return plan;
    }

    /** The latest change of the plan, null where there was none. The same object until there is another. */
    PlanWords.@Nullable Change planChange() {
        PlanTrack track = log().plans(cursor.tick());
        int plans = track == null ? 0 : track.plansInEffect(cursor.tick());
        if (plans != plansRead || track != trackRead) {
            plansRead = plans;
            trackRead = track;
            planChange = track == null
                    ? null
                    : PlanChange.latest(log(), cursor.tick())
                            .map(change -> new PlanWords.Change(change, log(), classOf(track, change.group())))
                            .orElse(null);
        }
        return planChange;
    }

    /** The name of a group's service class, which all its members have. */
    private String classOf(PlanTrack track, int group) {
        for (int r = 0; r < trace().size(); r++) {
            if (track.groupOf(r) == group) {
                return log().sloClass(r).name();
            }
        }
        return "";
    }

    /** The transfers of KV blocks between its instances. */
    Flights flights() {
        return flights;
    }

    /** Batching mode, foresight and citation, then shorter forms of it for narrower lanes, of which the last is kept longest. */
    List<String> subtitles() {
        return subtitles;
    }

    /** Whether prompts and output tokens have instances of their own, so that requests go from one to the other. */
    boolean hasRoles() {
        return log().instances().stream().anyMatch(info -> info.role() != InstanceRole.MIXED);
    }

    /** Whether an instance has host memory, for which the stage then keeps a shelf. */
    boolean hasHostMemory() {
        return log().instances().stream().anyMatch(info -> info.hostBlocks() > 0);
    }

    /** Whether the instances serve different models, so that each must say which. */
    boolean hasMixedModels() {
        return mixedModels;
    }

    /** What the models are called, the shorter the less room there is. */
    ModelNames modelNames() {
        return modelNames;
    }

    /** What tells its instances apart beside their GPUs. */
    InstanceTags tags() {
        return tags;
    }

    Urgency urgency(int request) {
        return Urgency.of(lane.log(), slo, request, cursor.tick());
    }

    /** Whether the policy has a length for each request, estimated or true. */
    boolean knowsLengths() {
        return lane.card().foresight() != Foresight.BLIND && outcomes().hasPredictions();
    }

    /** The output tokens that the policy expects of a request, 0 if it expects nothing. */
    int expectedTokens(int request) {
        return knowsLengths() ? outcomes().predictedTokens(request) : 0;
    }

    /** The first request that has not arrived at {@code tick}. */
    int firstArrivalAfter(long tick) {
        Trace trace = trace();
        int low = 0;
        int high = trace.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (trace.arrivalTick(middle) <= tick) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

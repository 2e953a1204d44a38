package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.ImportOptions;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.ReadProgress;
import dev.tokenyard.sim.trace.TraceImport;
import dev.tokenyard.sim.trace.TraceReader;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.workload.SampleTraces;
import dev.tokenyard.sim.workload.WorkloadGenerator;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads traces and keeps the last few, so that moving a slider does not read a file again. A file that has changed on
 * disk is read anew, and so is a recipe when one of the files has changed that it reads. Safe for use by several threads.
 */
public final class TraceLibrary {
    private static final int KEPT = 4;

    private final Map<Key, TraceImport> recent = new LinkedHashMap<>(KEPT, 0.75f, true);

    private volatile @Nullable Reading reading;

    /**
     * How far the reading of a file is.
     *
     * @param location the file
     * @param bytesRead bytes read so far
     * @param totalBytes its size, -1 where it is not known
     */
    public record Reading(String location, long bytesRead, long totalBytes) {
        /** The share that has been read, 0 to 1; negative where it is not known. */
        public double share() {
            return totalBytes > 0 ? Math.min(1, (double) bytesRead / totalBytes) : -1;
        }
    }

    /** The file that is being read; empty for none. May be asked while another thread reads. */
    public Optional<Reading> reading() {
        return Optional.ofNullable(reading);
    }

    private record Key(TraceSource source, List<FileStamp> stamps, long seed) {}

    /** The trace that a source names; a recipe is carried out with the usual seed. See the other method. */
    public TraceImport load(TraceSource source, BooleanSupplier cancelled) throws ScenarioException {
        return load(source, ScenarioDefaults.SEED, cancelled);
    }

    /**
     * The trace that a source names.
     *
     * @param seed the seed with which a workload recipe is carried out; recordings do not change with it
     * @param cancelled asked now and then while a file is read
     * @throws ScenarioException if it cannot be read; the message is for the user
     * @throws CancellationException if {@code cancelled} says so
     */
    public synchronized TraceImport load(TraceSource source, long seed, BooleanSupplier cancelled)
            throws ScenarioException {
        boolean recipe = isRecipe(source);
        if (!source.columns().isNone()
                && (recipe
                        || source.kind() == SourceKind.SAMPLE
                        || !source.format().equals("auto"))) {
            throw new ScenarioException("The trace " + source.location()
                    + " has columns whose meaning is known; leave either the columns or the format away.");
        }
        if (!source.repair().equals(ImportOptions.DEFAULT) && (recipe || source.kind() == SourceKind.SAMPLE)) {
            throw new ScenarioException("The trace " + source.location()
                    + " is generated and has nothing to repair; leave the repairs away.");
        }
        Key key = new Key(source, FileStamp.of(InputFiles.of(source)), recipe ? seed : 0);
        TraceImport known = recent.get(key);
        if (known != null) {
            return known;
        }
        TraceImport loaded = recipe
                ? generated(recipe(source, seed))
                : source.kind() == SourceKind.SAMPLE ? sample(source) : file(source, cancelled);
        recent.put(key, loaded);
        if (recent.size() > KEPT) {
            recent.remove(recent.keySet().iterator().next());
        }
        return loaded;
    }

    /** Whether a name is that of a recipe among the samples, fitted to a published trace or not. */
    public static boolean isSampleRecipe(String name) {
        return SampleTraces.isRecipeName(name) || Presets.named(name).isPresent();
    }

    /** Whether a source is a workload recipe, whose requests each seed draws anew, and not a recording. */
    public static boolean isRecipe(TraceSource source) {
        if (!source.format().equals("auto")) {
            return source.format().equals(WorkloadFile.FORMAT);
        }
        return source.kind() == SourceKind.SAMPLE
                ? isSampleRecipe(source.location())
                : WorkloadFile.looksLikeOne(source.location());
    }

    /**
     * The recipe that a source names.
     *
     * @param seed the seed with which it is to be carried out
     * @throws ScenarioException if it is none, or cannot be read; the message is for the user
     */
    public static WorkloadSpec recipeOf(TraceSource source, long seed) throws ScenarioException {
        if (!isRecipe(source) && source.kind() == SourceKind.SAMPLE) {
            throw new ScenarioException(source.location() + " is a trace, not a workload recipe; give its recipe, "
                    + SampleTraces.recipeName(source.location()) + ".");
        }
        return recipe(source, seed);
    }

    private static WorkloadSpec recipe(TraceSource source, long seed) throws ScenarioException {
        if (source.kind() == SourceKind.SAMPLE
                && Presets.named(source.location()).isPresent()) {
            return Presets.recipe(source.location(), seed);
        }
        try {
            return source.kind() == SourceKind.SAMPLE
                    ? SampleTraces.recipeNamed(source.location()).withSeed(seed)
                    : WorkloadFile.read(Path.of(source.location()), seed);
        } catch (IllegalArgumentException unknown) {
            throw ScenarioException.passingOn(unknown);
        }
    }

    private static TraceImport generated(WorkloadSpec recipe) throws ScenarioException {
        Trace trace = WorkloadGenerator.generate(recipe);
        if (trace.size() == 0) {
            throw new ScenarioException("The workload " + recipe.name() + " with seed " + recipe.seed()
                    + " has no request before its end; make it longer or faster.");
        }
        return new TraceImport(trace, ImportReport.clean(WorkloadFile.FORMAT, trace.size()));
    }

    private static TraceImport sample(TraceSource source) throws ScenarioException {
        if (!source.format().equals("auto") && !source.format().equals("tokenyard")) {
            throw new ScenarioException(
                    "The samples are in the format tokenyard, not \"" + source.format() + "\"; leave the format away.");
        }
        try {
            Trace trace = SampleTraces.load(source.location());
            return new TraceImport(trace, ImportReport.clean("tokenyard", trace.size()));
        } catch (IllegalArgumentException unknown) {
            throw ScenarioException.passingOn(unknown);
        }
    }

    private TraceImport file(TraceSource source, BooleanSupplier cancelled) throws ScenarioException {
        ReadProgress untilCancelled = (read, total) -> {
            reading = new Reading(source.location(), read, total);
            return !cancelled.getAsBoolean();
        };
        reading = new Reading(source.location(), 0, -1);
        try {
            Path path = Path.of(source.location());
            return source.columns().isNone()
                    ? TraceReader.read(path, source.format(), source.repair(), untilCancelled)
                    : TraceReader.readTable(path, source.columns(), source.repair(), untilCancelled);
        } catch (TraceFormatException unusable) {
            if (ScenarioFile.looksLikeOne(Path.of(source.location()))) {
                throw new ScenarioException(source.location()
                        + " is a scenario, not a trace; open it in the window or with \"tokenyard compare\".");
            }
            throw ScenarioException.passingOn(unusable);
        } catch (InvalidPathException notAPath) {
            throw new ScenarioException(
                    "\"" + source.location() + "\" is not a path on this system; choose an existing trace file.",
                    notAPath);
        } finally {
            reading = null;
        }
    }
}

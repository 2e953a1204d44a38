package dev.tokenyard.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What is the same for as long as a file does not change on disk.
 *
 * @param modifiedMillis when it was changed last, in milliseconds since 1970; -1 if it is not there
 * @param bytes its size; -1 if it is not there
 */
public record FileStamp(long modifiedMillis, long bytes) {
    /** Of no file at all. */
    public static final FileStamp NONE = new FileStamp(0, 0);

    private static final FileStamp UNREADABLE = new FileStamp(-1, -1);

    /** The stamp of a file; reading it will say what is wrong if it is not there. */
    static FileStamp of(String path) {
        try {
            Path file = Path.of(path);
            return new FileStamp(Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        } catch (IOException | InvalidPathException unreadable) {
            return UNREADABLE;
        }
    }

    /** The stamp of the file that a scenario's predictor is read from, {@link #NONE} if it is read from none. */
    public static FileStamp ofPredictor(ScenarioSpec scenario) {
        return PredictorPaths.fileName(scenario.predictor()).map(FileStamp::of).orElse(NONE);
    }
}

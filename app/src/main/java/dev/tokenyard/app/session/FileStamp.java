package dev.tokenyard.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is the same for as long as a file does not change on disk.
 *
 * @param modifiedMillis when it was changed last, in milliseconds since 1970; -1 if it is not there
 * @param bytes its size; -1 if it is not there
 */
public record FileStamp(long modifiedMillis, long bytes) {
    private static final FileStamp UNREADABLE = new FileStamp(-1, -1);

    /** The stamp of a file; reading it will say what is wrong if it is not there. */
    static FileStamp of(Path file) {
        try {
            return new FileStamp(Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        } catch (IOException unreadable) {
            return UNREADABLE;
        }
    }

    /** What is the same for as long as none of some files changes on disk. */
    static List<FileStamp> of(List<Path> files) {
        return files.stream().map(FileStamp::of).toList();
    }

    /** What is the same for as long as none of the files changes on disk that a scenario's run depends on. */
    public static List<FileStamp> ofInputs(ScenarioSpec scenario) {
        return of(InputFiles.of(scenario));
    }
}

package dev.tokenyard.app.session;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of one kind that were opened last, the newest first; kept in the settings. */
public final class RecentFiles {
    /** How many are remembered. */
    public static final int MOST = 8;

    private final Settings settings;
    private final String key;

    /**
     * The recent files under a key.
     *
     * @param kind what files these are, for instance {@code trace}
     */
    public RecentFiles(Settings settings, String kind) {
        this.settings = settings;
        this.key = "recent." + kind + ".";
    }

    /** The files, the newest first. They may have gone since. */
    public List<Path> list() {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            String text = settings.get(key + i, "");
            if (!text.isEmpty()) {
                try {
                    files.add(Path.of(text));
                } catch (InvalidPathException fromAnotherSystem) {
                    // It cannot be opened here, so it is left away.
                }
            }
        }
        return files;
    }

    /** Forgets all. */
    public void clear() {
        for (int i = 0; i < MOST; i++) {
            settings.put(key + i, "");
        }
    }

    /** Puts a file first. */
    public void add(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        List<Path> files = list();
        files.remove(absolute);
        files.add(0, absolute);
        for (int i = 0; i < MOST; i++) {
            settings.put(key + i, i < files.size() ? files.get(i).toString() : "");
        }
    }
}

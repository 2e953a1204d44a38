package dev.tokenyard.app.session;

import dev.tokenyard.sim.trace.format.ColumnMapping;
import dev.tokenyard.sim.trace.format.TableHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** What the user said that columns mean, by the header of the table; kept in the settings. */
public final class RememberedColumns {
    private static final String PREFIX = "columns.";
    /** Of a digest; the key of a setting must be short. */
    private static final int KEY_CHARS = 32;

    private final Settings settings;

    /** The memory in some settings. */
    public RememberedColumns(Settings settings) {
        this.settings = settings;
    }

    /** What was said of a table with this header; empty if nothing was, or it has no header to know it by. */
    public Optional<ColumnMapping> of(TableHead table) {
        String written = hasNames(table) ? settings.get(key(table), "") : "";
        try {
            return written.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ColumnMapping.parse(written))
                            .filter(mapping -> table.columns()
                                    .containsAll(mapping.columns().values()));
        } catch (IllegalArgumentException spoilt) {
            return Optional.empty();
        }
    }

    /** Keeps what was said of a table, if it has a header to know it by. */
    public void keep(TableHead table, ColumnMapping mapping) {
        if (hasNames(table)) {
            settings.put(key(table), mapping.text());
        }
    }

    private static boolean hasNames(TableHead table) {
        return table.json() || table.hasHeader();
    }

    private static String key(TableHead table) {
        try {
            byte[] header = String.join("\n", table.columns()).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(header);
            return PREFIX + HexFormat.of().formatHex(digest).substring(0, KEY_CHARS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }
}

package dev.tokenyard.sim.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Reads tables of measurements that lie outside the repository; where one is missing, the test is skipped loudly. */
final class MeasuredTable {
    private static final Path FOLDER = Path.of("../../shared/fidelity");

    private MeasuredTable() {}

    /** The rows of a comma-separated file with a heading, plain or compressed with gzip. */
    static List<Row> rows(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        if (!Files.exists(file)) {
            System.err.println("SKIPPED: the measurements " + file + " are missing, the step times are not checked.");
        }
        Assumptions.assumeTrue(Files.exists(file), () -> file + " is missing");
        List<Row> rows = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            String[] header = reader.readLine().split(",", -1);
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                Map<String, String> values = new HashMap<>();
                for (int i = 0; i < header.length; i++) {
                    values.put(header[i], cells[i]);
                }
                rows.add(new Row(values));
            }
        }
        return rows;
    }

    /** One line, by column name. */
    record Row(Map<String, String> values) {
        String text(String column) {
            return values.getOrDefault(column, "");
        }

        double number(String column) {
            return Double.parseDouble(text(column));
        }

        int count(String column) {
            return Math.toIntExact(Math.round(number(column)));
        }
    }
}

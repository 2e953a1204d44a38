package dev.tokenyard.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for the terminal: columns padded to their widest cell, numbers to the right. */
final class TextTable {
    private final List<String> header;
    private final boolean[] alignRight;
    private final List<List<String>> rows = new ArrayList<>();

    /** Makes a table; a title that begins with {@code >} makes its column align to the right. Without any title there is no heading. */
    TextTable(String... titles) {
        header = new ArrayList<>();
        alignRight = new boolean[titles.length];
        for (int c = 0; c < titles.length; c++) {
            alignRight[c] = titles[c].startsWith(">");
            header.add(alignRight[c] ? titles[c].substring(1) : titles[c]);
        }
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    void print(PrintWriter out) {
        int[] widths = new int[alignRight.length];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = header.get(c).length();
            for (List<String> row : rows) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        if (header.stream().anyMatch(title -> !title.isEmpty())) {
            printRow(out, header, widths);
            List<String> rule = new ArrayList<>();
            for (int width : widths) {
                rule.add("-".repeat(width));
            }
            printRow(out, rule, widths);
        }
        rows.forEach(row -> printRow(out, row, widths));
        out.flush();
    }

    private void printRow(PrintWriter out, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String padding = " ".repeat(widths[c] - cells.get(c).length());
            line.append(c == 0 ? "" : "  ").append(alignRight[c] ? padding + cells.get(c) : cells.get(c) + padding);
        }
        out.println(line.toString().stripTrailing());
    }
}
